package io.soma.memory.sandbox.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.soma.memory.app.cli.Soma;
import io.soma.memory.sandbox.servers.SandboxMemoryService;
import io.soma.memory.sandbox.servers.ServeProcess;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./soma serve} runs from the class path that the gateway's build writes, which has less on
 * it than that of any test.
 */
class FrontDoorTest {

  private static final Path GATEWAY = Path.of("..", "gateway", "target");

  @TempDir private Path temporary;

  @Test
  void theGatewayStartsFromItsOwnClassPath() throws Exception {
    String classPath = classPath();
    try (ScriptableMemoryService memory = SandboxMemoryService.start();
        ServeProcess serve =
            ServeProcess.startFrom(
                classPath,
                temporary,
                Map.of(
                    "SOMABRAIN_MEMORY_HTTP_ENDPOINT", memory.baseUrl(),
                    "SOMABRAIN_MEMORY_HTTP_TOKEN", memory.token(),
                    "SOMABRAIN_POSTGRES_DSN", EmbeddedPostgresServer.shared().createDatabase(),
                    "SOMABRAIN_KAFKA_URL", EmbeddedKafkaBroker.shared().bootstrapServers(),
                    "SOMABRAIN_GATEWAY_TOKEN", "a-token-for-this-test",
                    "SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0",
                    "SOMABRAIN_OPS_BIND", "127.0.0.1:0"))) {
      serve.terminate();

      assertThat(serve.awaitEnd()).isZero();
      assertThat(serve.lines()).anyMatch(line -> line.contains("stopped"));
    }
  }

  @Test
  void everyCommandSaysWhatItTakes() throws Exception {
    String classPath = classPath();
    for (String command :
        List.of("serve", "check", "migrate", "tenants", "outbox", "outbox list")) {
      List<String> line = new ArrayList<>();
      line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      line.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
      line.addAll(List.of("-cp", classPath, Soma.class.getName()));
      line.addAll(List.of(command.split(" ")));
      line.add("--help");
      Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said).startsWith("Usage: soma " + command);
    }
  }

  private static String classPath() throws IOException {
    Path dependencies = GATEWAY.resolve("soma.dependencies");
    assumeTrue(Files.isReadable(dependencies), "the gateway is not packaged");
    String jars = Files.readString(dependencies).strip();
    assumeTrue(
        Arrays.stream(jars.split(File.pathSeparator)).map(Path::of).allMatch(Files::exists),
        "a module that the gateway needs is not packaged");
    return GATEWAY.resolve("classes") + File.pathSeparator + jars;
  }
}
