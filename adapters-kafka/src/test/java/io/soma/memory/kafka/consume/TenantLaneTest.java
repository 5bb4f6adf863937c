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

class TenantLaneTest {

  private static final long NOW = Long.MAX_VALUE - 5;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final TenantId tenant = new TenantId("t");
  private final PartitionWork first = new PartitionWork(new TopicPartition("t", 0));
  private final PartitionWork second = new PartitionWork(new TopicPartition("t", 1));
  private final TenantLane lane = new TenantLane();

  @BeforeEach
  void holdsFiveEvents() {
    for (int id = 1; id <= 5; id++) {
      hold(id <= 3 ? first : second, id);
    }
  }

  @Test
  void startsInOrderAndOneChunkAtATime() {
    assertThat(ids(lane.start(2, NOW))).containsExactly(1L, 2L);
    assertThat(lane.start(2, NOW)).isEmpty();

    lane.ended(new ReplayProgress(2, Duration.ZERO), NOW);

    assertThat(ids(lane.start(9, NOW))).containsExactly(3L, 4L, 5L);
  }

  @Test
  void whatIsNotSettledComesFirstAgainAfterThePause() {
    lane.start(3, NOW);
    lane.ended(new ReplayProgress(1, SECOND), NOW);

    assertThat(first.committable()).hasValue(2);
    assertThat(lane.start(9, NOW + SECOND.toNanos() - 1)).isEmpty();
    assertThat(ids(lane.start(9, NOW + SECOND.toNanos()))).containsExactly(2L, 3L, 4L, 5L);
  }

  @Test
  void aProbeEndsThePause() {
    lane.start(3, NOW);
    lane.ended(new ReplayProgress(0, SECOND), NOW);

    lane.probe();

    assertThat(ids(lane.start(1, NOW))).containsExactly(1L);
  }

  @Test
  void progressWithoutAPauseGoesOnAtOnce() {
    lane.start(3, NOW);
    lane.ended(new ReplayProgress(1, Duration.ZERO), NOW);

    assertThat(ids(lane.start(1, NOW))).containsExactly(2L);
  }

  @Test
  void noProgressWithoutAPauseDoesNotSpin() {
    lane.start(3, NOW);
    lane.ended(new ReplayProgress(0, Duration.ZERO), NOW);

    assertThat(lane.start(3, NOW)).isEmpty();
    assertThat(lane.start(3, NOW + SECOND.toNanos())).isNotEmpty();
  }

  @Test
  void aReplayThatClaimsMoreThanItWasGivenSettlesNoMore() {
    lane.start(2, NOW);
    lane.ended(new ReplayProgress(99, Duration.ZERO), NOW);

    assertThat(first.committable()).hasValue(3);
    assertThat(ids(lane.start(9, NOW))).containsExactly(3L, 4L, 5L);
  }

  @Test
  void forgetsTheWaitingEventsOfAStoppedPartition() {
    first.stop();
    lane.dropStopped();

    assertThat(ids(lane.start(9, NOW))).containsExactly(4L, 5L);
  }

  @Test
  void knowsThatEventsOfAStoppedPartitionRunAndDropsWhatTheyLeave() {
    lane.start(4, NOW);
    first.stop();
    assertThat(lane.isRunningStopped()).isTrue();

    lane.ended(new ReplayProgress(1, Duration.ZERO), NOW);

    assertThat(lane.isRunningStopped()).isFalse();
    assertThat(ids(lane.start(9, NOW))).containsExactly(4L, 5L);
  }

  @Test
  void isEmptyOnlyWhenNothingWaitsAndNothingRuns() {
    assertThat(lane.isEmpty()).isFalse();
    lane.start(5, NOW);
    assertThat(lane.isEmpty()).isFalse();
    lane.ended(new ReplayProgress(5, Duration.ZERO), NOW);
    assertThat(lane.isEmpty()).isTrue();
  }

  private void hold(PartitionWork partition, long id) {
    partition.received(id, 1);
    lane.add(new Held(partition, id, SampleEvents.event(tenant, id)));
  }

  private static List<Long> ids(List<Held> chunk) {
    return chunk.stream().map(held -> held.event().id().value()).toList();
  }
}
