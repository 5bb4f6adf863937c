package io.soma.memory.kafka.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.ReplayProgress;
import io.soma.memory.testkit.contract.SampleEvents;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TenantQueueTest {

  private static final long NOW = Long.MAX_VALUE - 5;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TenantId tenant = new TenantId("t");
  private final PartitionState first = new PartitionState(new TopicPartition("t", 0));
  private final PartitionState second = new PartitionState(new TopicPartition("t", 1));
  private final TenantQueue queue = new TenantQueue();

  @BeforeEach
  void holdsFiveEvents() {
    for (int id = 1; id <= 5; id++) {
      hold(id <= 3 ? first : second, id);
    }
  }

  @Test
  void startsInOrderAndOneChunkAtATime() {
    assertThat(ids(queue.start(2, NOW))).containsExactly(1L, 2L);
    assertThat(queue.start(2, NOW)).isEmpty();

    queue.ended(new ReplayProgress(2, Duration.ZERO), NOW);

    assertThat(ids(queue.start(9, NOW))).containsExactly(3L, 4L, 5L);
  }

  @Test
  void whatIsNotSettledComesFirstAgainAfterThePause() {
    queue.start(3, NOW);
    queue.ended(new ReplayProgress(1, SECOND), NOW);

    assertThat(first.committable()).hasValue(2);
    assertThat(queue.start(9, NOW + SECOND.toNanos() - 1)).isEmpty();
    assertThat(ids(queue.start(9, NOW + SECOND.toNanos()))).containsExactly(2L, 3L, 4L, 5L);
  }

  @Test
  void aProbeEndsThePause() {
    queue.start(3, NOW);
    queue.ended(new ReplayProgress(0, SECOND), NOW);

    queue.probe();

    assertThat(ids(queue.start(1, NOW))).containsExactly(1L);
  }

  @Test
  void progressWithoutAPauseGoesOnAtOnce() {
    queue.start(3, NOW);
    queue.ended(new ReplayProgress(1, Duration.ZERO), NOW);

    assertThat(ids(queue.start(1, NOW))).containsExactly(2L);
  }

  @Test
  void noProgressWithoutAPauseDoesNotSpin() {
    queue.start(3, NOW);
    queue.ended(new ReplayProgress(0, Duration.ZERO), NOW);

    assertThat(queue.start(3, NOW)).isEmpty();
    assertThat(queue.start(3, NOW + SECOND.toNanos())).isNotEmpty();
  }

  @Test
  void aReplayThatClaimsMoreThanItWasGivenSettlesNoMore() {
    queue.start(2, NOW);
    queue.ended(new ReplayProgress(99, Duration.ZERO), NOW);

    assertThat(first.committable()).hasValue(3);
    assertThat(ids(queue.start(9, NOW))).containsExactly(3L, 4L, 5L);
  }

  @Test
  void forgetsTheWaitingEventsOfAStoppedPartition() {
    first.stop();
    queue.dropStopped();

    assertThat(ids(queue.start(9, NOW))).containsExactly(4L, 5L);
  }

  @Test
  void knowsThatEventsOfAStoppedPartitionRunAndDropsWhatTheyLeave() {
    queue.start(4, NOW);
    first.stop();
    assertThat(queue.isRunningStopped()).isTrue();

    queue.ended(new ReplayProgress(1, Duration.ZERO), NOW);

    assertThat(queue.isRunningStopped()).isFalse();
    assertThat(ids(queue.start(9, NOW))).containsExactly(4L, 5L);
  }

  @Test
  void isEmptyOnlyWhenNothingWaitsAndNothingRuns() {
    assertThat(queue.isEmpty()).isFalse();
    queue.start(5, NOW);
    assertThat(queue.isEmpty()).isFalse();
    queue.ended(new ReplayProgress(5, Duration.ZERO), NOW);
    assertThat(queue.isEmpty()).isTrue();
  }

  private void hold(PartitionState partition, long id) {
    partition.received(id, 1);
    queue.add(new BufferedEvent(partition, id, SampleEvents.event(tenant, id)));
  }

  private static List<Long> ids(List<BufferedEvent> chunk) {
    return chunk.stream().map(held -> held.event().id().value()).toList();
  }
}
