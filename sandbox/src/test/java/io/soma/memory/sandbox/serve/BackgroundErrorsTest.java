package io.soma.memory.sandbox.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.sandbox.servers.SandboxMemoryService;
import io.soma.memory.sandbox.servers.ServeProcess;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole service with an Error in every loop. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackgroundErrorsTest {

  private static final String TOKEN = "a-token-for-this-test";
  private static final long BETWEEN_LOOKS_MILLIS = 20;
  private static final List<String> FAULTS =
      List.of(
          InjectedFaults.MISSING_CLASS,
          InjectedFaults.ENDLESS_RECURSION,
          InjectedFaults.FAILED_ASSERTION);

  private final String database = EmbeddedPostgresServer.shared().createDatabase();
  private final ScriptableMemoryService memory = SandboxMemoryService.start();
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path directory;

  @AfterAll
  void close() {
    memory.close();
  }

  @Test
  void loopsThatBreakAreToldInReadinessAndGoOn() throws Exception {
    Path file = directory.resolve("fault");
    try (ServeProcess serve = ServeProcess.start(directory, variables(file))) {
      int times = 0;
      for (String fault : FAULTS) {
        times++;
        awaitReady(serve, 200);

        Files.writeString(file, fault);
        HttpResponse<String> broken = awaitReady(serve, 503);
        assertThat(broken.body()).as(fault).contains("background_troubles");
        // Another loop may have broken first.
        awaitLines(serve, "could not look at the backlog, which broke", times);
        // Acknowledged all the same.
        assertThat(write(serve, fault).statusCode()).as(fault).isIn(200, 202);
        Files.delete(file);
        awaitReady(serve, 200);

        assertThat(write(serve, fault + "-after").statusCode()).as(fault).isIn(200, 202);
        awaitLines(serve, "can look at the backlog again", times);
      }
      serve.terminate();
      assertThat(serve.awaitEnd()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Dby.handler=1", "-XX:+ExitOnOutOfMemoryError"})
  void serviceWithoutMemoryEndsWithACodeOfItsOwn(String option) throws Exception {
    Path file = directory.resolve("fault-memory" + option.length());
    Map<String, String> variables = variables(file);
    variables.put("JDK_JAVA_OPTIONS", option);
    try (ServeProcess serve = ServeProcess.start(directory, variables)) {
      awaitReady(serve, 200);

      Files.writeString(file, InjectedFaults.FULL_HEAP);

      assertThat(serve.awaitEnd()).isEqualTo(3);
      assertThat(serve.lines())
          .anyMatch(
              line ->
                  line.startsWith("soma: out of memory")
                      || line.startsWith("Terminating due to java.lang.OutOfMemoryError"));
    }
  }

  private Map<String, String> variables(Path faults) {
    Map<String, String> variables = new HashMap<>();
    variables.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", memory.baseUrl());
    variables.put("SOMABRAIN_MEMORY_HTTP_TOKEN", memory.token());
    variables.put("SOMABRAIN_POSTGRES_DSN", database);
    variables.put("SOMABRAIN_GATEWAY_TOKEN", TOKEN);
    variables.put("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:0");
    variables.put("SOMABRAIN_OPS_BIND", "127.0.0.1:0");
    variables.put(InjectedFaults.VARIABLE, faults.toString());
    return variables;
  }

  private HttpResponse<String> awaitReady(ServeProcess serve, int status) throws Exception {
    HttpResponse<String> answer = ready(serve);
    while (answer.statusCode() != status) {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
      answer = ready(serve);
    }
    return answer;
  }

  private static void awaitLines(ServeProcess serve, String part, int times)
      throws InterruptedException {
    while (serve.lines().stream().filter(line -> line.contains(part)).count() < times) {
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private HttpResponse<String> ready(ServeProcess serve) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + serve.opsPort() + "/readyz");
    return http.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> write(ServeProcess serve, String text)
      throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + serve.gatewayPort() + "/memories");
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .header("Authorization", "Bearer " + TOKEN)
            .header("X-Soma-Tenant", "tenant-1")
            .POST(BodyPublishers.ofString("{\"key\":\"" + text + "\",\"payload\":{}}"))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }
}
