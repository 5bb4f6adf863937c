package io.soma.memory.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.kafka.LogLines;
import io.soma.memory.kafka.connection.ClientSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AssignedPartitionsTest {

  private final TopicPartition first = new TopicPartition("t", 0);
  private final TopicPartition second = new TopicPartition("t", 1);
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final AssignedPartitions partitions = new AssignedPartitions(consumer, 100, 1000);

  @BeforeEach
  void assign() {
    consumer.assign(List.of(first, second));
    partitions.add(List.of(first, second));
    partitions.all().forEach(PartitionState::start);
    partitions.adjustFetching();
  }

  @Test
  void aPartitionIsNotFetchedBeforeItIsStarted() {
    TopicPartition third = new TopicPartition("t", 2);
    consumer.assign(List.of(first, second, third));

    partitions.add(List.of(third));
    assertThat(consumer.paused()).containsExactly(third);

    work(third).start();
    partitions.adjustFetching();
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void aFullPartitionIsNotFetchedUntilItHasRoom() {
    PartitionState work = work(first);
    work.received(1, 60);
    work.received(2, 60);
    partitions.adjustFetching();
    assertThat(consumer.paused()).containsExactly(first);

    work.settled(1);
    partitions.adjustFetching();
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void whenAllTogetherHoldTooMuchNoneIsFetchedUntilHalfIsFree() {
    PartitionState holds = work(first);
    LongStream.range(0, 6).forEach(offset -> holds.received(offset, 90));
    try (LogLines log = LogLines.of(AssignedPartitions.class)) {
      partitions.adjustFetching();
      assertThat(consumer.paused()).containsExactlyInAnyOrder(first, second);
      LongStream.range(0, 3).forEach(holds::settled);
      partitions.adjustFetching();
      assertThat(consumer.paused()).containsExactlyInAnyOrder(first, second);
      assertThat(log.warnings()).hasSize(1);
    }

    LongStream.range(3, 5).forEach(holds::settled);
    partitions.adjustFetching();

    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void recordsThatTheClientHasReadAheadCountToo() {
    consumer.updateEndOffsets(Map.of(first, 1000L, second, 0L));
    consumer.seek(first, 1);
    consumer.seek(second, 0);
    work(first).received(0, 100);
    work(second).received(0, 100);
    partitions.adjustFetching();

    assertThat(work(first).heldBytes()).isEqualTo(200 + ClientSettings.PARTITION_FETCH_BYTES);
    assertThat(work(second).heldBytes()).isEqualTo(200);
  }

  @Test
  void aPartitionThatIsAssignedAgainKeepsWhatItHolds() {
    PartitionState work = work(first);

    partitions.add(List.of(first));

    assertThat(work(first)).isSameAs(work);
  }

  @Test
  void aPartitionThatComesBackAfterItWentStartsAnew() {
    PartitionState before = work(first);
    assertThat(partitions.stop(List.of(first))).containsExactly(before);
    partitions.remove(List.of(first));
    assertThat(partitions.get(first)).isNull();

    partitions.add(List.of(first));

    assertThat(before.isStopped()).isTrue();
    assertThat(work(first).isStopped()).isFalse();
  }

  @Test
  void stoppingWhatIsNotOursDoesNothing() {
    assertThat(partitions.stop(List.of(new TopicPartition("u", 0)))).isEmpty();
  }

  private PartitionState work(TopicPartition of) {
    return Objects.requireNonNull(partitions.get(of));
  }
}
