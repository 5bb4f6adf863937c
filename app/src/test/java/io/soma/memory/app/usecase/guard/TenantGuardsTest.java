package io.soma.memory.app.usecase.guard;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.Breaker;
import io.soma.memory.domain.breaker.BreakerPolicy;
import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.tenant.TenantPolicy;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class TenantGuardsTest {

  private static final BreakerPolicy BREAKER =
      new BreakerPolicy(2, Duration.ofSeconds(10), Duration.ofSeconds(30));

  private final ManualClock clock = new ManualClock();
  private final TenantGuards guards =
      new TenantGuards(
          TenantPolicies.common(new TenantPolicy(WriteMode.SYNC, BREAKER, 2)),
          clock,
          JitterSource.RANDOM,
          Telemetry.NONE);

  @Test
  void overTheBulkheadACallIsDeniedAtOnce() {
    Permit first = enter();
    enter();

    assertThat(guards.enter(TENANT))
        .isEqualTo(new AdmissionResult.Denied(QueueReason.BULKHEAD_FULL));

    first.settle(CallOutcome.SUCCESS);
    assertThat(guards.enter(TENANT)).isInstanceOf(Permit.class);
  }

  @Test
  void settlingTwiceFreesOneSlotOnly() {
    Permit first = enter();
    enter();
    first.settle(CallOutcome.SUCCESS);
    first.settle(CallOutcome.SUCCESS);
    first.close();
    enter();

    assertThat(guards.enter(TENANT))
        .isEqualTo(new AdmissionResult.Denied(QueueReason.BULKHEAD_FULL));
  }

  @Test
  void settlingTwiceCountsOneFailureOnly() {
    Permit permit = enter();
    permit.settle(CallOutcome.FAILURE);
    permit.settle(CallOutcome.FAILURE);

    assertThat(guards.circuit(TENANT)).isEqualTo(CircuitState.CLOSED);
  }

  @Test
  void anOpenCircuitHoldsNoSlot() {
    open();
    for (int i = 0; i < 10; i++) {
      assertThat(guards.enter(TENANT))
          .isEqualTo(new AdmissionResult.Denied(QueueReason.CIRCUIT_OPEN));
    }
    clock.advance(Duration.ofSeconds(11));

    assertThat(guards.enter(TENANT)).isInstanceOf(Permit.class);
    assertThat(guards.enter(TENANT))
        .isEqualTo(new AdmissionResult.Denied(QueueReason.CIRCUIT_OPEN));
  }

  @Test
  void aPauseKeepsCallsAwayForItsTime() {
    guards.pause(TENANT, Duration.ofSeconds(5));
    assertThat(guards.enter(TENANT)).isEqualTo(new AdmissionResult.Denied(QueueReason.THROTTLED));
    assertThat(guards.isOpenTo(TENANT)).isFalse();

    clock.advance(Duration.ofSeconds(5));
    assertThat(guards.enter(TENANT)).isInstanceOf(Permit.class);
  }

  @Test
  void onlyATenantThatCannotBeToldFromANewOneIsEvicted() {
    Permit inFlight = enter();
    guards.evictIdle();
    inFlight.settle(CallOutcome.FAILURE);
    guards.evictIdle();
    enter().settle(CallOutcome.FAILURE);

    assertThat(guards.circuit(TENANT)).isEqualTo(CircuitState.OPEN);
    guards.evictIdle();
    assertThat(guards.circuit(TENANT)).isEqualTo(CircuitState.OPEN);
  }

  @Test
  void idleTenantsAreForgotten() {
    for (int i = 0; i < 100; i++) {
      ((Permit) guards.enter(new TenantId("t" + i))).settle(CallOutcome.SUCCESS);
    }
    Permit inFlight = enter();

    guards.evictIdle();

    assertThat(guards.known()).containsExactly(TENANT);
    inFlight.settle(CallOutcome.SUCCESS);
    guards.evictIdle();
    assertThat(guards.known()).isEmpty();
  }

  @Test
  void aPausedTenantIsNotEvicted() {
    guards.pause(TENANT, Duration.ofSeconds(5));

    guards.evictIdle();

    assertThat(guards.enter(TENANT)).isEqualTo(new AdmissionResult.Denied(QueueReason.THROTTLED));
  }

  @Test
  void anOrderHoldsForAnIdleTenantToo() {
    guards.order(TENANT, Breaker::forcedOpen);
    guards.evictIdle();
    clock.advance(Duration.ofDays(1));

    assertThat(guards.enter(TENANT))
        .isEqualTo(new AdmissionResult.Denied(QueueReason.CIRCUIT_OPEN));
    guards.order(TENANT, Breaker::released);
    assertThat(guards.enter(TENANT)).isInstanceOf(Permit.class);
  }

  /** Calls, settlements and evictions race; the bulkhead is never exceeded, no slot is lost. */
  @Test
  void evictionIsNotToBeSeenByCallersWhoRace() {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    List<CompletableFuture<Void>> callers = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      callers.add(
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < 50_000; i++) {
                  if (guards.enter(TENANT) instanceof Permit permit) {
                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                    inside.decrementAndGet();
                    permit.settle(CallOutcome.SUCCESS);
                  }
                  guards.evictIdle();
                }
              }));
    }
    callers.forEach(CompletableFuture::join);

    assertThat(most.get()).isBetween(1, 2);
    enter();
    enter();
    assertThat(guards.enter(TENANT))
        .isEqualTo(new AdmissionResult.Denied(QueueReason.BULKHEAD_FULL));
  }

  private Permit enter() {
    AdmissionResult entry = guards.enter(TENANT);
    assertThat(entry).isInstanceOf(Permit.class);
    return (Permit) entry;
  }

  private void open() {
    enter().settle(CallOutcome.FAILURE);
    enter().settle(CallOutcome.FAILURE);
  }
}
