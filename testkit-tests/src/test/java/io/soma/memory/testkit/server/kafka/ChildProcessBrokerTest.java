package io.soma.memory.testkit.server.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessBrokerTest {
  private static final int SIGINT = 2;

  @TempDir Path parent;

  @Test
  void acknowledgedRecordsSurviveAKill() throws Exception {
    String[] values = IntStream.range(0, 100).mapToObj(Integer::toString).toArray(String[]::new);
    try (var broker = EmbeddedKafkaBroker.childProcess(parent)) {
      TopicClient topic = new TopicClient(broker, "kept").create().write(values);
      assertThat(topic.readAll()).containsExactly(values);
      ProcessHandle first = processOf(broker);
      String address = broker.bootstrapServers();

      broker.kill();
      assertThat(first.isAlive()).isFalse();
      assertThat(broker.isRunning()).isFalse();
      broker.restart();

      assertThat(broker.isRunning()).isTrue();
      assertThat(broker.bootstrapServers()).isEqualTo(address);
      assertThat(processOf(broker)).isNotEqualTo(first);
      assertThat(topic.readAll()).containsExactly(values);
    }
  }

  @Test
  void stopKeepsTheDataAndWipeDoesNot() throws Exception {
    try (var broker = EmbeddedKafkaBroker.childProcess(parent)) {
      TopicClient topic = new TopicClient(broker, "topic").create().write("one");

      broker.stop();
      assertThat(broker.isRunning()).isFalse();
      broker.restart();
      assertThat(topic.readAll()).containsExactly("one");

      broker.wipe();
      assertThat(topic.topics()).isEmpty();
      assertThat(topic.create().write("two").readAll()).containsExactly("two");
    }
  }

  @Test
  void closeLeavesNoProcessAndNoDirectory() {
    EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.childProcess(parent);
    ProcessHandle child = processOf(broker);

    broker.close();
    broker.close();

    assertThat(child.isAlive()).isFalse();
    assertThat(parent).isEmptyDirectory();
    assertThat(Ports.isOpen(broker.bootstrapServers())).isFalse();
  }

  @Test
  void closeOvertakesAStartThatIsUnderWay() throws Exception {
    EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.childProcess(parent);
    broker.stop();
    CompletableFuture<Void> restart = CompletableFuture.runAsync(broker::restart);
    while (broker.pid().isEmpty()) {
      Thread.onSpinWait();
    }
    ProcessHandle child = processOf(broker);

    broker.close();

    assertThat(child.isAlive()).isFalse();
    assertThat(parent).isEmptyDirectory();
    assertThatThrownBy(restart::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  void theChildEndsWithItsDataWhenItsParentDies() throws Exception {
    Process program = JvmProgram.start(StartsAndWaits.class, List.of(parent.toString()));
    long pid = Long.parseLong(program.inputReader().readLine());
    ProcessHandle child = ProcessHandle.of(pid).orElseThrow();
    assertThat(child.isAlive()).isTrue();

    program.destroyForcibly();

    child.onExit().get();
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aJvmThatEndsDuringTheStartLeavesNoProcessAndNoDirectory() throws Exception {
    Process program = JvmProgram.start(EndsDuringStart.class, List.of("child", parent.toString()));
    String pid = program.inputReader().readLine();

    assertThat(program.onExit().get().exitValue()).isZero();
    assertThat(parent).isEmptyDirectory();
    assertThat(ProcessHandle.of(Long.parseLong(pid))).isEmpty();
  }

  @Test
  void aCtrlCInTheTerminalIsNotForTheChild() throws Exception {
    try (var broker = EmbeddedKafkaBroker.childProcess(parent)) {
      Path status = Path.of("/proc", Long.toString(processOf(broker).pid()), "status");
      assumeThat(status).as("signal masks can be read on Linux only").exists();

      String ignored =
          Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("SigIgn:"))
              .map(line -> line.substring("SigIgn:".length()).strip())
              .findFirst()
              .orElseThrow();
      assertThat(new BigInteger(ignored, 16).testBit(SIGINT - 1)).isTrue();
    }
  }

  @Test
  void aChildThatCannotStartSaysWhyAndLeavesNothing() {
    assertThatThrownBy(
            () -> EmbeddedKafkaBroker.childProcess(parent, Map.of("num.io.threads", "none")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("num.io.threads");
    assertThat(parent).isEmptyDirectory();
  }

  private static ProcessHandle processOf(EmbeddedKafkaBroker broker) {
    return ProcessHandle.of(broker.pid().orElseThrow()).orElseThrow();
  }
}
