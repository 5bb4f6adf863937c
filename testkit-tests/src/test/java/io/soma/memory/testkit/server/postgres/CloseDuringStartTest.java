package io.soma.memory.testkit.server.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloseDuringStartTest {

  private static final Duration SOON = Duration.ofSeconds(60);

  /** Where a start unpacks the programs, unless there are unpacked ones to copy. */
  private static final String UNPACKING = "pgsql.partial";

  private static final @Nullable String UNPACKED = System.getProperty(UnpackedPrograms.PROPERTY);

  @AfterEach
  void takeUnpackedProgramsAgain() {
    if (UNPACKED != null) {
      System.setProperty(UnpackedPrograms.PROPERTY, UNPACKED);
    }
  }

  @Test
  void closeEndsAStartAtItsNextStep() {
    unpackIfMetThere(UNPACKING);
    EmbeddedPostgresServer server = EmbeddedPostgresServer.prepare();
    CompletableFuture<Void> launch = CompletableFuture.runAsync(server::launch);
    Path unpacking = server.directory().resolve(UNPACKING);
    assertThat(Polling.until(SOON, () -> Files.exists(unpacking))).isTrue();

    server.close();

    assertThatThrownBy(launch::join)
        .isInstanceOf(CompletionException.class)
        .hasRootCauseInstanceOf(IllegalStateException.class);
    assertThat(server.directory()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {UNPACKING + "/bin", "data.partial/base", "data/postmaster.pid"})
  void closeLeavesNothingWhereverTheStartIs(String reached) {
    unpackIfMetThere(reached);
    EmbeddedPostgresServer server = EmbeddedPostgresServer.prepare();
    CompletableFuture<Void> launch = CompletableFuture.runAsync(server::launch);
    Path milestone = server.directory().resolve(reached);
    assertThat(Polling.until(SOON, () -> Files.exists(milestone) || launch.isDone())).isTrue();

    server.close();

    assertThat(server.directory()).doesNotExist();
    assertThat(ProcessesBelow.find(server.directory())).isEmpty();
    // Whether the start was faster or not, it must not bring anything back.
    launch.exceptionally(closed -> null).join();
    assertThat(server.directory()).doesNotExist();
    assertThat(ProcessesBelow.find(server.directory())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {UNPACKING, "data.partial", "data"})
  void aJvmThatIsToldToEndWhileItStartsOneLeavesNothing(String reached, @TempDir Path temporary)
      throws IOException {
    // Root starts PostgreSQL as nobody where it has to, and java.io.tmpdir is open everywhere.
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
    unpackIfMetThere(reached);
    Process jvm = jvmThatStartsOne(temporary);
    assertThat(Polling.until(SOON, () -> isThere(temporary, reached) || !jvm.isAlive())).isTrue();
    assertThat(jvm.isAlive()).as("still starting").isTrue();

    jvm.destroy();

    assertThat(Polling.until(SOON, () -> !jvm.isAlive())).isTrue();
    assertThat(ProcessesBelow.find(temporary.toRealPath())).isEmpty();
    assertThat(namesIn(temporary)).isEmpty();
  }

  @Test
  void aStartFinishesWhatAKilledOneLeftHalfDone(@TempDir Path directory) throws IOException {
    Files.createDirectories(directory.resolve("data.partial/base"));
    Files.createDirectories(directory.resolve("pgsql.partial/bin/postgres"));
    try (EmbeddedPostgresServer server = EmbeddedPostgresServer.start(directory)) {
      assertThat(server.isRunning()).isTrue();
    }
    assertThat(namesIn(directory)).containsExactlyInAnyOrder("data", "pgsql", "postgres.log");
  }

  /** The child process's program: a start, and then the wait of a caller. */
  static final class Starter {
    public static void main(String[] arguments) throws IOException {
      EmbeddedPostgresServer server = EmbeddedPostgresServer.start();
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      // Until the test ends, should it be killed and not tell this process to end.
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }

  /**
   * To unpack the programs takes seconds, and to copy them a moment, which this test would miss.
   * Only a start that is met there unpacks them.
   */
  private static void unpackIfMetThere(String reached) {
    if (reached.startsWith(UNPACKING)) {
      System.clearProperty(UnpackedPrograms.PROPERTY);
    }
  }

  private static Process jvmThatStartsOne(Path temporary) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.add("-Djava.io.tmpdir=" + temporary);
    String unpacked = System.getProperty(UnpackedPrograms.PROPERTY);
    if (unpacked != null) {
      command.add("-D" + UnpackedPrograms.PROPERTY + "=" + unpacked);
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Starter.class.getName()));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private static boolean isThere(Path temporary, String name) {
    return namesIn(temporary).stream().anyMatch(it -> exists(temporary.resolve(it), name));
  }

  private static boolean exists(Path server, String name) {
    return server.getFileName().toString().startsWith("soma-postgres")
        && Files.exists(server.resolve(name));
  }

  private static List<String> namesIn(Path directory) {
    try (Stream<Path> children = Files.list(directory)) {
      return children.map(child -> child.getFileName().toString()).toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
