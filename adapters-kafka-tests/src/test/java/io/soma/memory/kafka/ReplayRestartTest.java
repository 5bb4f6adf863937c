package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.consume.KafkaReplayConsumer;
import io.soma.memory.kafka.consume.PollLoop;
import io.soma.memory.kafka.topics.TenantTopics;
import io.soma.memory.supervision.BackgroundLoop;
import io.soma.memory.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.junit.jupiter.api.Test;

class ReplayRestartTest {

  private final GivenStarts lookup = new GivenStarts();
  private final MockConsumer<byte[], byte[]> first = new MockConsumer<>("earliest");
  private final MockConsumer<byte[], byte[]> second = new MockConsumer<>("earliest");
  private final CountDownLatch readsAgain = new CountDownLatch(1);
  private final Queue<MockConsumer<byte[], byte[]>> consumers =
      new ArrayDeque<>(List.of(first, second));

  @Test
  void anErrorInThePollLoopIsLoggedAndItStartsAgain() throws Exception {
    first.schedulePollTask(
        () -> {
          throw new NoClassDefFoundError("a class is missing, by the test");
        });
    second.schedulePollTask(readsAgain::countDown);
    KafkaReplayConsumer consumer = new KafkaReplayConsumer(this::loop, Duration.ofSeconds(60));
    assertThat(consumer.isRunning()).isFalse();
    Supervisor supervisor = Supervisor.create();

    try (LogLines log = LogLines.of(BackgroundLoop.class)) {
      BackgroundLoop unused = supervisor.loop("read", consumer);

      assertThat(readsAgain.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(log.errors()).hasSize(1);
      assertThat(consumer.isRunning()).isTrue();
    } finally {
      consumer.close();
      supervisor.close();
    }
    assertThat(first.closed()).isTrue();
    assertThat(second.closed()).isTrue();
    assertThat(lookup.isClosed()).isTrue();
    assertThat(consumer.isRunning()).isFalse();
  }

  @Test
  void aRecordThatTheHeapHasNoRoomForIsPassedOver() throws Exception {
    OutOfMemoryError tooLarge = new OutOfMemoryError("no room, by the test");
    tooLarge.setStackTrace(
        new StackTraceElement[] {
          new StackTraceElement("java.nio.ByteBuffer", "allocate", null, -1),
          new StackTraceElement(
              "org.apache.kafka.common.record.internal.DefaultRecord", "readFrom", null, -1)
        });
    first.schedulePollTask(
        () -> {
          throw tooLarge;
        });
    first.schedulePollTask(readsAgain::countDown);
    KafkaReplayConsumer consumer = new KafkaReplayConsumer(this::loop, Duration.ofSeconds(60));
    Supervisor supervisor = Supervisor.create();

    try (LogLines log = LogLines.of(BackgroundLoop.class)) {
      BackgroundLoop unused = supervisor.loop("read", consumer);

      assertThat(readsAgain.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(log.errors()).isEmpty();
      assertThat(consumer.damagedRecords()).isEqualTo(1);
    } finally {
      consumer.close();
      supervisor.close();
    }
  }

  private PollLoop loop() {
    return new PollLoop(
        consumers.remove(),
        lookup,
        new TenantTopics(KafkaConfig.of("unused:1")),
        new RecordingReplay(),
        Runnable::run,
        System::nanoTime,
        Duration.ofSeconds(14));
  }
}
