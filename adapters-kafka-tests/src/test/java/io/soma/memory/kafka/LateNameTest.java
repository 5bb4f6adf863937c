package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LateNameTest {

  @TempDir private Path directory;

  @Test
  void aNameThatResolvesLaterEndsNoStart() throws Exception {
    String servers = EmbeddedKafkaBroker.shared().bootstrapServers();
    Path hosts = Files.writeString(directory.resolve("hosts"), "127.0.0.1 localhost\n");
    Path output = directory.resolve("output");
    Process program =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djdk.net.hosts.file=" + hosts,
                "-Dsun.net.inetaddr.negative.ttl=0",
                "-cp",
                System.getProperty("java.class.path"),
                LateNameProgram.class.getName(),
                servers.substring(servers.lastIndexOf(':') + 1),
                hosts.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(program.waitFor(120, TimeUnit.SECONDS)).isTrue();
    } finally {
      program.destroyForcibly();
    }
    assertThat(program.exitValue()).as(() -> read(output)).isZero();
  }

  @Test
  void anAddressThatIsNoneIsRefusedAtOnce() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KafkaEventPublisher.create(KafkaConfig.of("broker-without-a-port")))
        .withMessageContaining("bootstrap.servers");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
