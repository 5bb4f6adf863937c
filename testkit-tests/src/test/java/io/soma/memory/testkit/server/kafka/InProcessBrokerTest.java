package io.soma.memory.testkit.server.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InProcessBrokerTest {
  @TempDir Path parent;

  @Test
  void recordsComeBackAsTheyWereSent() throws Exception {
    TopicClient topic = new TopicClient(EmbeddedKafkaBroker.shared(), "round-trip").create();

    assertThat(topic.write("one", "two").readAll()).containsExactly("one", "two");
  }

  @Test
  void sharedIsOneRunningBroker() {
    assertThat(EmbeddedKafkaBroker.shared()).isSameAs(EmbeddedKafkaBroker.shared());
    assertThat(EmbeddedKafkaBroker.shared().isRunning()).isTrue();
    assertThat(EmbeddedKafkaBroker.shared().pid()).isEmpty();
  }

  @Test
  void sharedIsABrokerThatRunsEvenAfterSomebodyClosedIt() throws Exception {
    EmbeddedKafkaBroker.shared().close();

    assertThat(new TopicClient(EmbeddedKafkaBroker.shared(), "fresh").create().topics())
        .contains("fresh");
  }

  @Test
  void aBrokerThatWasStoppedComesBackWhereItWasWithItsData() throws Exception {
    try (var broker = EmbeddedKafkaBroker.inProcess(parent)) {
      TopicClient topic = new TopicClient(broker, "kept").create().write("one");
      String before = broker.bootstrapServers();

      broker.stop();
      assertThat(broker.isRunning()).isFalse();
      broker.restart();

      assertThat(broker.isRunning()).isTrue();
      assertThat(broker.bootstrapServers()).isEqualTo(before);
      assertThat(topic.readAll()).containsExactly("one");
    }
  }

  @Test
  void aWipedBrokerComesBackEmptyAndWorks() throws Exception {
    try (var broker = EmbeddedKafkaBroker.inProcess(parent)) {
      TopicClient topic = new TopicClient(broker, "gone").create().write("one");

      broker.wipe();

      assertThat(topic.topics()).isEmpty();
      assertThat(topic.create().write("two").readAll()).containsExactly("two");
    }
  }

  @Test
  void aTopicIsNotCreatedByUse() throws Exception {
    TopicClient missing = new TopicClient(EmbeddedKafkaBroker.shared(), "missing");

    assertThatThrownBy(() -> missing.write("one")).hasMessageContaining("not present in metadata");
    assertThat(missing.topics()).doesNotContain("missing");
  }

  @Test
  void propertiesOfTheCallerReachTheBroker() throws Exception {
    try (var broker = EmbeddedKafkaBroker.inProcess(parent, Map.of("message.max.bytes", "1000"))) {
      TopicClient topic = new TopicClient(broker, "small").create();

      assertThatThrownBy(() -> topic.write("x".repeat(2000)))
          .hasCauseInstanceOf(RecordTooLargeException.class);
      assertThat(topic.write("x").readAll()).containsExactly("x");
    }
  }

  @Test
  void aPropertyThatOnlyTheBrokerMaySetIsRefusedByName() {
    assertThatThrownBy(() -> EmbeddedKafkaBroker.inProcess(parent, Map.of("log.dirs", "/data")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("log.dirs");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aBrokerThatCannotStartSaysWhyAndLeavesNothing() {
    assertThatThrownBy(
            () -> EmbeddedKafkaBroker.inProcess(parent, Map.of("num.io.threads", "none")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("num.io.threads");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void aRestartFailsWhileAnotherHasThePortAndSucceedsLater() throws Exception {
    try (var broker = EmbeddedKafkaBroker.inProcess(parent)) {
      TopicClient topic = new TopicClient(broker, "kept").create().write("one");
      broker.stop();

      try (ServerSocket other = Ports.take(broker.bootstrapServers())) {
        assertThat(other.isBound()).isTrue();
        assertThatThrownBy(broker::restart)
            .isInstanceOf(IllegalStateException.class)
            .hasRootCauseInstanceOf(BindException.class);
        assertThat(broker.isRunning()).isFalse();
      }

      broker.restart();
      assertThat(topic.readAll()).containsExactly("one");
    }
  }

  @Test
  void onlyAChildCanBeKilled() {
    assertThatThrownBy(EmbeddedKafkaBroker.shared()::kill)
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("childProcess()");
  }

  @Test
  void closeLeavesNoDirectoryNoPortAndNoThreadThatKeepsTheJvm() throws Exception {
    Set<Thread> before = threadsThatKeepTheJvm();
    EmbeddedKafkaBroker broker = EmbeddedKafkaBroker.inProcess(parent);
    new TopicClient(broker, "any").create().write("one");
    assertThat(threadsThatKeepTheJvm()).hasSizeGreaterThan(before.size());

    broker.close();
    broker.close();

    assertThat(parent).isEmptyDirectory();
    assertThat(broker.isRunning()).isFalse();
    assertThat(Ports.isOpen(broker.bootstrapServers())).isFalse();
    Set<Thread> left = threadsThatKeepTheJvm();
    left.removeAll(before);
    for (Thread thread : left) {
      thread.join();
    }
    assertThatThrownBy(broker::restart)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void aJvmThatEndsDuringTheStartLeavesNoDirectory() throws Exception {
    Process program = JvmProgram.start(EndsDuringStart.class, List.of("in", parent.toString()));

    assertThat(program.onExit().get().exitValue()).isZero();
    assertThat(parent).isEmptyDirectory();
  }

  private static Set<Thread> threadsThatKeepTheJvm() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.isDaemon())
        .collect(Collectors.toSet());
  }
}
