package io.soma.memory.app.usecase.guard;

import static io.soma.memory.app.Rig.TENANT;

import io.soma.memory.domain.breaker.Breaker;
import io.soma.memory.domain.breaker.BreakerPolicy;
import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.tenant.TenantPolicy;
import io.soma.memory.domain.write.WriteMode;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.testkit.fake.ManualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Test;

/**
 * Races of a tenant's guard, each under every schedule that Lincheck's model checker finds in its
 * bound. It prints the schedule that fails.
 */
class GuardRacesTest {

  private static final int SCHEDULES = 400;
  private static final int SLOTS = 2;

  @Test
  void aPermitThatTwoSettleCountsOnce() {
    Lincheck.runConcurrentTest(
        SCHEDULES,
        () -> {
          Guards guards = new Guards(2);
          Permit permit = guards.permit();
          race(() -> permit.settle(CallOutcome.FAILURE), () -> permit.settle(CallOutcome.FAILURE));
          guards.isIn(CircuitState.CLOSED);
          guards.hasFreeSlots(SLOTS);
        });
  }

  @Test
  void failuresOfTwoCallsAreBothCounted() {
    Lincheck.runConcurrentTest(
        SCHEDULES,
        () -> {
          Guards guards = new Guards(2);
          Permit one = guards.permit();
          Permit two = guards.permit();
          race(() -> one.settle(CallOutcome.FAILURE), () -> two.settle(CallOutcome.FAILURE));
          guards.isIn(CircuitState.OPEN);
        });
  }

  @Test
  void ofTwoCallsThatFindTheIntervalOverOneIsTheProbe() {
    Lincheck.runConcurrentTest(
        SCHEDULES,
        () -> {
          Guards guards = new Guards(1);
          guards.permit().settle(CallOutcome.FAILURE);
          guards.clock.advance(Duration.ofMinutes(2));
          Entry[] entries = new Entry[2];
          race(() -> entries[0] = guards.enter(), () -> entries[1] = guards.enter());
          long probes = Stream.of(entries).filter(Permit.class::isInstance).count();
          require(probes == 1, probes + " probes");
        });
  }

  @Test
  void anOrderOutlastsTheAnswerOfAProbe() {
    Lincheck.runConcurrentTest(
        SCHEDULES,
        () -> {
          Guards guards = new Guards(1);
          guards.permit().settle(CallOutcome.FAILURE);
          guards.clock.advance(Duration.ofMinutes(2));
          Permit probe = guards.permit();
          race(
              () -> probe.settle(CallOutcome.SUCCESS),
              () -> guards.all.order(TENANT, Breaker::forcedOpen));
          guards.isIn(CircuitState.FORCED_OPEN);
          guards.showsItsCircuit();
        });
  }

  @Test
  void anOrderOutlastsAnEviction() {
    Lincheck.runConcurrentTest(
        SCHEDULES,
        () -> {
          Guards guards = new Guards(1);
          guards.permit().settle(CallOutcome.SUCCESS);
          race(guards.all::evictIdle, () -> guards.all.order(TENANT, Breaker::forcedOpen));
          guards.isIn(CircuitState.FORCED_OPEN);
        });
  }

  @Test
  void aFailureOutlastsAnEviction() {
    Lincheck.runConcurrentTest(
        SCHEDULES,
        () -> {
          Guards guards = new Guards(1);
          Permit permit = guards.permit();
          race(guards.all::evictIdle, () -> permit.settle(CallOutcome.FAILURE));
          guards.isIn(CircuitState.OPEN);
        });
  }

  /** Its guard says that it goes, and its successor is asked; full it is not. */
  @Test
  void aCallThatMeetsAnEvictionIsNotToldThatTheBulkheadIsFull() {
    Lincheck.runConcurrentTest(
        SCHEDULES,
        () -> {
          Guards guards = new Guards(1);
          TenantGuard guard = new TenantGuard(TENANT, guards.policy, guards.all);
          race(
              () -> guard.retireIfIdle(0),
              () -> require(guard.enter(0) != Entry.Denied.BULKHEAD_FULL, "denied"));
        });
  }

  @Test
  void aReleaseOutlastsTheFailureOfACallFromBefore() {
    Lincheck.runConcurrentTest(
        SCHEDULES,
        () -> {
          Guards guards = new Guards(1);
          Permit permit = guards.permit();
          guards.all.order(TENANT, Breaker::forcedOpen);
          race(
              () -> permit.settle(CallOutcome.FAILURE),
              () -> guards.all.order(TENANT, Breaker::released));
          guards.isIn(CircuitState.CLOSED);
          guards.showsItsCircuit();
        });
  }

  @Test
  void theLastStateThatIsToldIsTheOneThatHolds() {
    Lincheck.runConcurrentTest(
        SCHEDULES,
        () -> {
          Guards guards = new Guards(1);
          Permit permit = guards.permit();
          race(
              () -> permit.settle(CallOutcome.FAILURE),
              () -> guards.all.order(TENANT, Breaker::forcedClosed));
          guards.isIn(CircuitState.FORCED_CLOSED);
          guards.showsItsCircuit();
        });
  }

  // Plain loops: threads that a stream starts are unseen by the model checker.
  private static void race(Runnable... runners) {
    Thread[] threads = new Thread[runners.length];
    for (int i = 0; i < runners.length; i++) {
      threads[i] = new Thread(runners[i]);
      threads[i].start();
    }
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  // A library of assertions would be explored too.
  private static void require(boolean held, String otherwise) {
    if (!held) {
      throw new IllegalStateException(otherwise);
    }
  }

  /** The guards of one exploration, with what was told of the tenant's circuit. */
  private static final class Guards implements Telemetry {

    private final AtomicReference<CircuitState> told = new AtomicReference<>(CircuitState.CLOSED);
    private final ManualClock clock = new ManualClock();
    private final TenantPolicy policy;
    private final TenantGuards all;

    Guards(int failureThreshold) {
      BreakerPolicy breaker =
          new BreakerPolicy(failureThreshold, Duration.ofMinutes(1), Duration.ofMinutes(1));
      policy = new TenantPolicy(WriteMode.SYNC, breaker, SLOTS);
      all = new TenantGuards(TenantPolicies.common(policy), clock, this);
    }

    @Override
    public void circuit(TenantId tenant, CircuitState state) {
      told.set(state);
    }

    Entry enter() {
      return all.enter(TENANT);
    }

    Permit permit() {
      return (Permit) enter();
    }

    void isIn(CircuitState state) {
      require(all.circuit(TENANT) == state, "circuit is " + all.circuit(TENANT));
    }

    void showsItsCircuit() {
      require(told.get() == all.circuit(TENANT), "told " + told.get());
    }

    void hasFreeSlots(int slots) {
      for (int i = 0; i < slots; i++) {
        require(enter() instanceof Permit, "only " + i + " slots are free");
      }
      require(enter() == Entry.Denied.BULKHEAD_FULL, "more than " + slots + " slots are free");
    }
  }
}
