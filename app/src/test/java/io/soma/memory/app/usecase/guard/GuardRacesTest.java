package io.soma.memory.app.usecase.guard;

import static io.soma.memory.app.Rig.TENANT;

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
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jetbrains.lincheck.Lincheck;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Races of a tenant's guard, each under every schedule that Lincheck's model checker finds in its
 * bound. It prints the schedule that fails.
 */
class GuardRacesTest {

  private static final int SCHEDULES = Boolean.getBoolean("soma.exhaustive") ? 1_000 : 100;
  private static final int SLOTS = 2;
  private static final AdmissionResult FULL = new AdmissionResult.Denied(QueueReason.BULKHEAD_FULL);

  @Test
  void aPermitThatTwoSettleCountsOnce() {
    explore(
        () -> {
          OneGuard one = new OneGuard(2);
          Permit permit = one.permit();
          race(() -> permit.settle(CallOutcome.FAILURE), () -> permit.settle(CallOutcome.FAILURE));
          one.isIn(CircuitState.CLOSED);
          one.hasFreeSlots(SLOTS);
        });
  }

  @Test
  void failuresOfTwoCallsAreBothCounted() {
    explore(
        () -> {
          OneGuard one = new OneGuard(2);
          Permit first = one.permit();
          Permit second = one.permit();
          race(() -> first.settle(CallOutcome.FAILURE), () -> second.settle(CallOutcome.FAILURE));
          one.isIn(CircuitState.OPEN);
          one.showsItsCircuit();
        });
  }

  @Test
  void ofTwoCallsThatFindTheIntervalOverOneIsTheProbe() {
    explore(
        () -> {
          OneGuard one = new OneGuard(1);
          one.permit().settle(CallOutcome.FAILURE);
          one.clock.advance(Duration.ofMinutes(2));
          @Nullable AdmissionResult[] entries = new @Nullable AdmissionResult[2];
          race(() -> entries[0] = one.enter(), () -> entries[1] = one.enter());
          long probes = Stream.of(entries).filter(Permit.class::isInstance).count();
          require(probes == 1, probes + " probes");
        });
  }

  @Test
  void anOrderOutlastsTheAnswerOfAProbe() {
    explore(
        () -> {
          OneGuard one = new OneGuard(1);
          one.permit().settle(CallOutcome.FAILURE);
          one.clock.advance(Duration.ofMinutes(2));
          Permit probe = one.permit();
          race(
              () -> probe.settle(CallOutcome.SUCCESS),
              () -> one.guard.transit(Breaker::forcedOpen));
          one.isIn(CircuitState.FORCED_OPEN);
          one.showsItsCircuit();
        });
  }

  @Test
  void aReleaseOutlastsTheFailureOfACallFromBefore() {
    explore(
        () -> {
          OneGuard one = new OneGuard(1);
          Permit permit = one.permit();
          one.guard.transit(Breaker::forcedOpen);
          race(
              () -> permit.settle(CallOutcome.FAILURE), () -> one.guard.transit(Breaker::released));
          one.isIn(CircuitState.CLOSED);
          one.showsItsCircuit();
        });
  }

  @Test
  void theLastStateThatIsToldIsTheOneThatHolds() {
    explore(
        () -> {
          OneGuard one = new OneGuard(1);
          Permit permit = one.permit();
          race(
              () -> permit.settle(CallOutcome.FAILURE),
              () -> one.guard.transit(Breaker::forcedClosed));
          one.isIn(CircuitState.FORCED_CLOSED);
          one.showsItsCircuit();
        });
  }

  @Test
  void aGuardWhoseCallFailsIsNotRetired() {
    explore(
        () -> {
          OneGuard one = new OneGuard(1);
          Permit permit = one.permit();
          boolean[] retired = new boolean[1];
          race(
              () -> retired[0] = one.guard.retireIfIdle(0),
              () -> permit.settle(CallOutcome.FAILURE));
          require(!retired[0], "what the call said is forgotten");
          one.isIn(CircuitState.OPEN);
        });
  }

  /** A guard that is retired says that it goes, and its successor is asked; full it is not. */
  @Test
  void aCallThatMeetsAnEvictionIsNotToldThatTheBulkheadIsFull() {
    explore(
        () -> {
          OneGuard one = new OneGuard(1);
          @Nullable AdmissionResult[] entry = new @Nullable AdmissionResult[1];
          race(() -> one.guard.retireIfIdle(0), () -> entry[0] = one.enter());
          // Checked here, because an exception of another thread would go unseen.
          require(!FULL.equals(entry[0]), "denied");
        });
  }

  @Test
  void anOrderOutlastsAnEviction() {
    explore(
        () -> {
          OneGuard one = new OneGuard(1);
          ((Permit) one.all.enter(TENANT)).settle(CallOutcome.SUCCESS);
          race(one.all::evictIdle, () -> one.all.order(TENANT, Breaker::forcedOpen));
          require(one.all.circuit(TENANT) == CircuitState.FORCED_OPEN, "the order is forgotten");
        });
  }

  private static void explore(Runnable race) {
    Lincheck.runConcurrentTest(SCHEDULES, race);
  }

  // Plain loops and plain threads: others are unseen by the model checker.
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

  /** The guard of one tenant, alone and among all, with the reported states of its circuit. */
  private static final class OneGuard implements Telemetry {

    private final AtomicReference<CircuitState> told = new AtomicReference<>(CircuitState.CLOSED);
    private final ManualClock clock = new ManualClock();
    private final TenantGuards all;
    private final TenantGuard guard;

    OneGuard(int failureThreshold) {
      BreakerPolicy breaker =
          new BreakerPolicy(failureThreshold, Duration.ofMinutes(1), Duration.ofMinutes(1));
      TenantPolicy policy = new TenantPolicy(WriteMode.SYNC, breaker, SLOTS);
      all = new TenantGuards(TenantPolicies.common(policy), clock, JitterSource.RANDOM, this);
      guard = new TenantGuard(TENANT, policy, all);
    }

    @Override
    public void circuit(TenantId tenant, CircuitState state) {
      told.set(state);
    }

    @Nullable AdmissionResult enter() {
      return guard.enter(clock.nanos());
    }

    Permit permit() {
      if (enter() instanceof Permit permit) {
        return permit;
      }
      throw new IllegalStateException("no permit");
    }

    void isIn(CircuitState state) {
      require(guard.circuit() == state, "circuit is " + guard.circuit());
    }

    void showsItsCircuit() {
      require(told.get() == guard.circuit(), "told " + told.get());
    }

    void hasFreeSlots(int slots) {
      for (int i = 0; i < slots; i++) {
        require(enter() instanceof Permit, "only " + i + " slots are free");
      }
      require(FULL.equals(enter()), "more than " + slots + " slots are free");
    }
  }
}
