package io.soma.memory.app.usecase.relay;

import static io.soma.memory.app.Rig.TENANT;
import static io.soma.memory.app.Rig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.TenantLeases;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LostEventSweepTest {

  private static final TenantId NEIGHBOUR = new TenantId("beta");

  private final Rig rig = new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
  private final LostEventSweep sweep = rig.get(LostEventSweep.class);

  @BeforeEach
  void theTransportHasTwoEvents() {
    rig.remember("key", "one");
    rig.remember("key", "two");
    markSent(TENANT);
  }

  @Test
  void eventsThatDoNotMoveBetweenTwoLooksAreCarriedAgain() {
    sweep.look();
    assertThat(statuses()).containsOnly(EventStatus.SENT);

    sweep.look();
    assertThat(statuses()).containsOnly(EventStatus.PENDING);

    rig.relay();
    assertThat(rig.effects()).containsExactly("one", "two");
  }

  @Test
  void withoutAReplayerEventsAreCarriedAgainMoreAndMoreSeldom() {
    List<Long> carriedAfter = new ArrayList<>();
    for (long seconds = 0; seconds <= 3600; seconds += 15) {
      sweep.look();
      if (statuses().contains(EventStatus.PENDING)) {
        carriedAfter.add(seconds);
        markSent(TENANT);
      }
      rig.advance(Duration.ofSeconds(15));
    }

    assertThat(carriedAfter)
        .containsExactly(15L, 30L, 60L, 120L, 240L, 480L, 960L, 1560L, 2160L, 2760L, 3360L);
  }

  @Test
  void newWritesDoNotMakeItMoreOften() {
    sweep.look();
    sweep.look();
    markSent(TENANT);
    rig.advance(Duration.ofSeconds(15));
    sweep.look();
    markSent(TENANT);

    rig.remember("key", "three");
    markSent(TENANT);
    rig.advance(Duration.ofSeconds(15));
    sweep.look();
    sweep.look();

    assertThat(statuses()).containsOnly(EventStatus.SENT);
  }

  @Test
  void onceSomethingMovesLostEventsAreCarriedAgainSoon() {
    sweep.look();
    sweep.look();
    markSent(TENANT);
    rig.outbox().confirm(TENANT, rig.outbox().events().subList(0, 1));

    sweep.look();
    sweep.look();

    assertThat(rig.outbox().statusOf(ids().get(1))).isEqualTo(EventStatus.PENDING);
  }

  @Test
  void eventsThatMoveAreLeftToTheTransport() {
    sweep.look();
    rig.outbox().confirm(TENANT, rig.outbox().events().subList(0, 1));

    sweep.look();

    assertThat(rig.outbox().statusOf(ids().get(1))).isEqualTo(EventStatus.SENT);
  }

  @Test
  void whileTheCircuitIsOpenEventsAreExpectedToWait() {
    rig.service().answer(TENANT, UNAVAILABLE);
    rig.outbox().resend(TENANT, ids().get(0));
    rig.relay();
    rig.advance(Duration.ofSeconds(46));
    rig.relay();
    rig.relay();
    theTransportHasThemAgain();

    sweep.look();
    sweep.look();

    assertThat(statuses()).containsOnly(EventStatus.SENT);
  }

  @Test
  void aTenantThatFailsHidesNoOther() {
    rig.remember("beta", "key", "three");
    List<TenantId> woken = new ArrayList<>();
    LostEventSweep failing =
        new LostEventSweep(
            rig.outbox(),
            rig.get(TransportGate.class),
            tenant -> {
              woken.add(tenant);
              throw new IllegalStateException("whatever it is");
            },
            rig.get(MonotonicClock.class));
    markSent(NEIGHBOUR);

    failing.look();
    failing.look();

    assertThat(woken).containsExactlyInAnyOrder(TENANT, NEIGHBOUR);
  }

  private void theTransportHasThemAgain() {
    TenantLease lease =
        rig.get(TenantLeases.class)
            .acquire(TENANT, LeaseRight.CARRY, Duration.ofSeconds(5))
            .orElseThrow();
    rig.outbox().markSent(lease, ids());
  }

  private void markSent(TenantId tenant) {
    TenantLeases leases = rig.get(TenantLeases.class);
    TenantLease lease =
        leases.acquire(tenant, LeaseRight.CARRY, Duration.ofSeconds(5)).orElseThrow();
    rig.outbox().markSent(lease, ids());
    leases.release(lease);
  }

  private List<EventId> ids() {
    return rig.outbox().events().stream().map(OutboxEvent::id).toList();
  }

  private List<EventStatus> statuses() {
    return ids().stream().map(rig.outbox()::statusOf).toList();
  }
}
