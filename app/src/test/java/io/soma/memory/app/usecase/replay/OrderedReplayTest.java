package io.soma.memory.app.usecase.replay;

import static io.soma.memory.app.Rig.TENANT;
import static io.soma.memory.app.Rig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import io.soma.memory.testkit.fake.ServiceResults;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderedReplayTest {

  private final Rig rig =
      new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack", "SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");
  private final EventReplay replay = rig.get(EventReplay.class);

  @BeforeEach
  void threeEventsWait() {
    rig.remember("key", "one");
    rig.remember("key", "two");
    rig.remember("key", "three");
  }

  @Test
  void eventsAreAppliedInOrderAndConfirmed() {
    ReplayProgress progress = replay.replay(TENANT, events(0, 1, 2));

    assertThat(progress).isEqualTo(new ReplayProgress(3, Duration.ZERO));
    assertThat(rig.effects()).containsExactly("one", "two", "three");
    assertThat(rig.outbox().backlog()).isEmpty();
  }

  @Test
  void anEventThatIsConfirmedAlreadyIsPassedOver() {
    replay.replay(TENANT, events(0, 1, 2));
    int calls = rig.service().deliveries().size();

    ReplayProgress progress = replay.replay(TENANT, events(0));

    assertThat(progress.settled()).isEqualTo(1);
    assertThat(rig.service().deliveries()).hasSize(calls);
  }

  /** A batch behind one that timed out can be acknowledged first, and then comes first. */
  @Test
  void anEventWhoseTurnHasNotComeIsSentAgainBehindThoseBeforeIt() {
    markAllSent();

    ReplayProgress progress = replay.replay(TENANT, events(1));

    assertThat(progress.settled()).isEqualTo(1);
    assertThat(rig.effects()).isEmpty();
    assertThat(rig.outbox().statusOf(events(0).get(0).id())).isEqualTo(EventStatus.PENDING);
    assertThat(rig.outbox().statusOf(events(1).get(0).id())).isEqualTo(EventStatus.PENDING);
    assertThat(rig.outbox().statusOf(events(2).get(0).id())).isEqualTo(EventStatus.SENT);
  }

  @Test
  void aTransportThatRepeatsItselfAppliesNothingTwiceOrOutOfOrder() {
    List<OutboxEvent> repeated = events(1, 0, 1, 2, 0);
    int settled = 0;
    while (settled < repeated.size()) {
      settled += replay.replay(TENANT, repeated.subList(settled, repeated.size())).settled();
    }

    assertThat(rig.effects()).containsExactly("one", "two", "three");
    assertThat(rig.service().deliveries()).hasSize(3);
  }

  @Test
  void anEventThatCannotBeAppliedNowWaitsWithThoseBehindIt() {
    rig.service().answerNext(TENANT, CONFIRMED, UNAVAILABLE);

    ReplayProgress progress = replay.replay(TENANT, events(0, 1, 2));

    assertThat(progress.settled()).isEqualTo(1);
    assertThat(progress.pause()).isPositive();
    assertThat(rig.effects()).containsExactly("one");
    assertThat(rig.outbox().isConfirmed(events(0).get(0).id())).isTrue();
  }

  @Test
  void whileTheCircuitIsOpenNothingIsTried() {
    rig.service().answer(TENANT, UNAVAILABLE);
    replay.replay(TENANT, events(0, 1, 2));
    int calls = rig.service().deliveries().size();

    ReplayProgress progress = replay.replay(TENANT, events(0, 1, 2));

    assertThat(progress.settled()).isZero();
    assertThat(rig.service().deliveries()).hasSize(calls);
  }

  @Test
  void aRefusedEventFailsWithItsReasonAndBlocksNobody() {
    rig.service().answerNext(TENANT, CONFIRMED, ServiceResults.refused("payload is odd"));

    ReplayProgress progress = replay.replay(TENANT, events(0, 1, 2));

    assertThat(progress.settled()).isEqualTo(3);
    assertThat(rig.effects()).containsExactly("one", "three");
    assertThat(rig.outbox().statusOf(events(1).get(0).id())).isEqualTo(EventStatus.FAILED);
    assertThat(rig.outbox().lastError(events(1).get(0).id())).hasValue("422 payload is odd");
  }

  /** The process may be killed, or PostgreSQL gone, between the effect and its confirmation. */
  @Test
  void anEffectThatCouldNotBeConfirmedIsAppliedAgainUnderTheSameKey() {
    rig.service().loseNextAnswer(TENANT);
    replay.replay(TENANT, events(0, 1, 2));
    rig.advance(Duration.ofSeconds(70));

    replay.replay(TENANT, events(0, 1, 2));

    assertThat(rig.effects()).containsExactly("one", "two", "three");
    assertThat(rig.service().deliveries().get(0).idempotencyKey())
        .isEqualTo(rig.service().deliveries().get(1).idempotencyKey());
  }

  @Test
  void withoutTheOutboxNothingIsApplied() {
    List<OutboxEvent> all = events(0, 1, 2);
    rig.outbox().available(false);

    assertThatThrownBy(() -> replay.replay(TENANT, all))
        .isInstanceOf(OutboxUnavailableException.class);
    assertThat(rig.service().deliveries()).isEmpty();
  }

  private static final CallResult<WriteConfirmation> CONFIRMED = ServiceResults.CONFIRMED;

  private List<OutboxEvent> events(int... indexes) {
    List<OutboxEvent> all = rig.outbox().events();
    return Arrays.stream(indexes).mapToObj(all::get).toList();
  }

  private void markAllSent() {
    TenantLease lease =
        rig.get(TenantLeases.class)
            .acquire(TENANT, LeaseRight.CARRY, Duration.ofSeconds(5))
            .orElseThrow();
    rig.outbox().markSent(lease, events(0, 1, 2).stream().map(OutboxEvent::id).toList());
  }

  @Test
  void whatWaitsIsQueuedInTheOrderOfItsReceipts() {
    assertThat(rig.remember("key", "four")).isInstanceOf(WriteReceipt.Queued.class);
    assertThat(rig.outbox().events())
        .extracting(event -> event.delivery().requestId().value())
        .containsExactly("one", "two", "three", "four");
  }
}
