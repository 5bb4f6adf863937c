package io.soma.memory.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.kafka.LogLines;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.topics.TenantTopics;
import io.soma.memory.ports.driving.ReplayProgress;
import io.soma.memory.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records that are no events, one after the other. */
class RecordIntakeTest {

  private static final TopicPartition ONE = new TopicPartition("t.one", 0);
  private static final TopicPartition TWO = new TopicPartition("t.two", 0);

  private final ManualClock clock = new ManualClock();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final AssignedPartitions partitions = new AssignedPartitions(consumer, 0, Long.MAX_VALUE);
  private final TenantQueues queues =
      new TenantQueues(
          (tenant, events) -> new ReplayProgress(events.size(), Duration.ZERO),
          Runnable::run,
          clock,
          new EventLoopQueue(() -> {}));
  private final RecordIntake intake =
      new RecordIntake(
          new TenantTopics(KafkaConfig.of("broker:9092").withNames("t.", "group")),
          partitions,
          queues,
          clock);
  private long offset;

  @BeforeEach
  void assign() {
    consumer.assign(List.of(ONE, TWO));
    partitions.add(List.of(ONE, TWO));
  }

  @Test
  void saysOnceATopicAndHourWhatIsNoEventAndCountsTheRest() {
    try (LogLines log = LogLines.of(RecordIntake.class)) {
      accept(ONE, 1000);
      accept(TWO, 1);
      assertThat(log.warnings()).hasSize(2);

      clock.advance(Duration.ofHours(1).plusMillis(1));
      accept(ONE, 2);

      assertThat(log.warnings()).hasSize(3);
      assertThat(log.warnings().get(2)).contains("t.one-0", "999 more");
    }
    assertThat(intake.damaged()).isEqualTo(1003);
  }

  private void accept(TopicPartition from, int number) {
    for (int i = 0; i < number; i++) {
      intake.accept(
          new ConsumerRecord<>(from.topic(), from.partition(), offset++, new byte[0], new byte[0]));
    }
  }
}
