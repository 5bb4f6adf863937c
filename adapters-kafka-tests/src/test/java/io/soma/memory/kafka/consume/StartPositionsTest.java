package io.soma.memory.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.kafka.GivenStarts;
import io.soma.memory.kafka.LogLines;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StartPositionsTest {

  private final TopicPartition first = new TopicPartition("t", 0);
  private final TopicPartition second = new TopicPartition("u", 0);
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
  private final AssignedPartitions partitions = new AssignedPartitions(consumer, 0, Long.MAX_VALUE);
  private final GivenStarts lookup = new GivenStarts();
  private final EventLoopQueue eventLoop = new EventLoopQueue(() -> {});
  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private long now;
  private final StartPositions starts =
      new StartPositions(consumer, partitions, lookup, tasks::add, eventLoop, () -> now);

  @BeforeEach
  void assign() {
    consumer.assign(List.of(first, second));
    lookup.begin(first, 41);
  }

  @Test
  void aNewGroupBeginsWhereItIsToldAndCommitsThat() {
    assign(List.of(first, second));
    assertThat(consumer.paused()).containsExactlyInAnyOrder(first, second);

    look();

    assertThat(consumer.paused()).isEmpty();
    assertThat(consumer.position(first)).isEqualTo(41);
    assertThat(work(first).committable()).hasValue(41);
    assertThat(work(second).committable()).isEmpty();
  }

  @Test
  void aPartitionWithoutAnAnswerWaitsAndKeepsNoOtherWaiting() {
    lookup.unknown(first, true);
    assign(List.of(first, second));

    look();
    assertThat(consumer.paused()).containsExactly(first);

    lookup.unknown(first, false);
    now += Duration.ofSeconds(2).toNanos();
    look();
    assertThat(consumer.paused()).isEmpty();
    assertThat(consumer.position(first)).isEqualTo(41);
  }

  @Test
  void aLookThatFailsIsMadeAgainAndSaidOnce() {
    lookup.fail(true);
    try (LogLines log = LogLines.of(StartPositions.class)) {
      assign(List.of(first));
      look();
      now += Duration.ofSeconds(2).toNanos();
      look();

      assertThat(consumer.paused()).containsExactly(first);
      assertThat(log.warnings()).hasSize(1);
    }

    lookup.fail(false);
    now += Duration.ofSeconds(2).toNanos();
    look();
    assertThat(consumer.paused()).isEmpty();
  }

  @Test
  void anAnswerForAPartitionThatWentAndCameBackIsOfNoUse() {
    assign(List.of(first));
    Runnable late = tasks.remove();
    partitions.remove(List.of(first));
    partitions.add(List.of(first));

    late.run();
    eventLoop.runAll();

    assertThat(work(first).isStarted()).isFalse();
  }

  private void assign(Collection<TopicPartition> assigned) {
    partitions.add(assigned);
    starts.assigned(assigned);
  }

  private void look() {
    starts.lookDue();
    tasks.remove().run();
    eventLoop.runAll();
    partitions.adjustFetching();
  }

  private PartitionState work(TopicPartition of) {
    return Objects.requireNonNull(partitions.get(of));
  }
}
