package io.soma.memory.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.kafka.LogLines;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UnreadableTopicsTest {

  private final TopicPartition denied = new TopicPartition("denied", 0);
  private final TopicPartition granted = new TopicPartition("granted", 0);
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final AssignedPartitions partitions = new AssignedPartitions(consumer, 0, Long.MAX_VALUE);
  private long now;
  private final UnreadableTopics topics = new UnreadableTopics(partitions, () -> now);

  @BeforeEach
  void assign() {
    consumer.assign(List.of(denied, granted));
    partitions.add(List.of(denied, granted));
    partitions.all().forEach(PartitionState::start);
  }

  @Test
  void whatMayNotBeReadIsLeftOutAndTriedAgainSeldom() {
    try (LogLines log = LogLines.of(UnreadableTopics.class)) {
      assertThat(topics.exclude(Set.of("denied"))).isTrue();
      assertThat(paused()).containsExactly(denied);

      pass(29);
      assertThat(paused()).containsExactly(denied);
      pass(1);
      assertThat(paused()).isEmpty();

      topics.exclude(Set.of("denied"));
      assertThat(paused()).containsExactly(denied);
      assertThat(log.warnings()).singleElement().asString().contains("denied", "READ");
    }
  }

  @Test
  void whatCanBeReadAgainIsNewsWhenItIsRefusedAnew() {
    try (LogLines log = LogLines.of(UnreadableTopics.class)) {
      topics.exclude(Set.of("denied"));
      pass(30);
      pass(5);

      topics.exclude(Set.of("denied"));

      assertThat(log.warnings()).hasSize(2);
    }
  }

  @Test
  void aRefusalThatIsAboutNoPartitionOfOursIsAnotherTrouble() {
    assertThat(topics.exclude(Set.of("elsewhere"))).isFalse();
  }

  private Set<TopicPartition> paused() {
    partitions.adjustFetching();
    return consumer.paused();
  }

  private void pass(long seconds) {
    now += Duration.ofSeconds(seconds).toNanos();
    topics.retryDue();
  }
}
