package io.soma.memory.domain.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.BreakerState.Closed;
import io.soma.memory.domain.breaker.BreakerState.HalfOpen;
import io.soma.memory.domain.breaker.BreakerState.Open;
import io.soma.memory.domain.breaker.BreakerState.Probing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Long random lives of circuits, compared with an independent model. */
class BreakerRandomWalkTest {

  private static final BreakerPolicy POLICY =
      new BreakerPolicy(3, Duration.ofNanos(1_000), Duration.ofNanos(400));

  private static final int LIVES = Boolean.getBoolean("soma.exhaustive") ? 50_000 : 1_000;

  @Test
  void thousandsOfLivesAgreeWithTheModelAndKeepTheInvariants() {
    Set<CircuitState> visited = EnumSet.noneOf(CircuitState.class);
    int deepest = 0;
    for (int seed = 0; seed < LIVES; seed++) {
      Life life = new Life(seed);
      for (int step = 0; step < 400; step++) {
        life.step();
        visited.add(life.reference.seen());
        deepest = Math.max(deepest, life.trips());
      }
    }
    // Or the walk would prove little.
    assertThat(visited).containsExactlyInAnyOrder(CircuitState.values());
    assertThat(deepest).isGreaterThanOrEqualTo(6);
  }

  /** A permit of both; a closed one is settled at most once, as the permit object sees to it. */
  private record Permit(long generation, Object reference, boolean probe) {}

  private enum Event {
    ADMISSION,
    SETTLEMENT,
    HEALTH,
    QUIET,
    FORCED_OPEN,
    FORCED_CLOSED,
    RELEASE,
    NOTHING
  }

  private static final class Life {

    private final Random random;
    private final String name;
    private final ReferenceCircuit reference = new ReferenceCircuit(POLICY);
    private final List<Permit> permits = new ArrayList<>();

    // Near the end of a long, so that time wraps around on the way.
    private final long origin;
    private long elapsed;
    private double failing;
    private BreakerState state = BreakerState.INITIAL;

    Life(int seed) {
      random = new Random(seed);
      name = "seed " + seed;
      origin = seed % 2 == 0 ? Long.MAX_VALUE - random.nextInt(20_000) : random.nextLong();
      failing = random.nextDouble();
    }

    int trips() {
      return state instanceof Open open ? open.trip().count() : 0;
    }

    void step() {
      BreakerState before = state;
      Event event = anyEvent();
      @Nullable CallOutcome outcome = null;
      @Nullable Permit permit = null;
      switch (event) {
        case ADMISSION -> admit();
        case SETTLEMENT -> {
          permit = anyPermit();
          outcome = anyOutcome();
          settle(permit, outcome);
        }
        case HEALTH -> {
          reference.healthy(elapsed);
          state = Breaker.halfOpened(state, now());
        }
        case QUIET -> {
          reference.quiet(elapsed);
          state = Breaker.afterQuiet(state, POLICY, now());
        }
        case FORCED_OPEN -> {
          reference.becomes(CircuitState.FORCED_OPEN);
          state = Breaker.forcedOpen(state);
        }
        case FORCED_CLOSED -> {
          reference.becomes(CircuitState.FORCED_CLOSED);
          state = Breaker.forcedClosed(state);
        }
        case RELEASE -> {
          reference.becomes(CircuitState.CLOSED);
          state = Breaker.released(state);
        }
        case NOTHING -> elapsed += random.nextInt(random.nextInt(4) > 0 ? 200 : 8_000);
      }
      checkInvariants(before, event, permit, outcome);
    }

    private void admit() {
      Object referencePermit = reference.admit(elapsed);
      boolean permitted = Breaker.permits(state, now());
      assertThat(permitted).as(name).isEqualTo(referencePermit != null);
      state = Breaker.afterAdmission(state, POLICY, now());
      if (referencePermit != null) {
        permits.add(new Permit(state.generation(), referencePermit, state instanceof Probing));
      }
    }

    private void settle(Permit permit, CallOutcome outcome) {
      double jitter = random.nextDouble() * 2 - 1;
      reference.settle(permit.reference(), outcome, elapsed, jitter);
      state =
          Breaker.afterCall(
              state, permit.generation(), outcome, FailureReason.UNKNOWN, POLICY, now(), jitter);
      if (!permit.probe()) {
        permits.remove(permit);
      }
    }

    private void checkInvariants(
        BreakerState before, Event event, @Nullable Permit permit, @Nullable CallOutcome outcome) {
      assertThat(state.seen()).as(name).isEqualTo(reference.seen());
      assertThat(state.generation()).as(name).isGreaterThanOrEqualTo(before.generation());
      if (isRegime(state) && state.getClass() != before.getClass()) {
        assertThat(state.generation()).as(name).isGreaterThan(before.generation());
      }
      assertThat(permits)
          .as(name)
          .filteredOn(each -> each.probe() && each.generation() == state.generation())
          .hasSizeLessThanOrEqualTo(1);
      if (state instanceof Closed && !(before instanceof Closed)) {
        boolean byProbe =
            permit != null
                && permit.probe()
                && permit.generation() == before.generation()
                && outcome == CallOutcome.SUCCESS;
        assertThat(byProbe || event == Event.RELEASE).as(name).isTrue();
      }
      if (state instanceof Open open && state != before) {
        Trip trip = open.trip();
        int factor = Math.min(1 << Math.min(trip.count() - 1, 4), 10);
        boolean timerStays = before.trip() != null && before.trip().dueAt() == trip.dueAt();
        assertThat(trip.dueAt() - now())
            .as(name)
            .isBetween(timerStays ? 1L : 900L * factor, 1_100L * factor);
        assertThat(trip.openedAt()).as(name).isEqualTo(now());
      }
    }

    private static boolean isRegime(BreakerState state) {
      return state instanceof Closed || state instanceof Open || state instanceof HalfOpen;
    }

    private Event anyEvent() {
      int dice = random.nextInt(100);
      if (dice < 35) {
        return Event.ADMISSION;
      }
      if (dice < 70) {
        return permits.isEmpty() ? Event.ADMISSION : Event.SETTLEMENT;
      }
      if (dice < 90) {
        return Event.NOTHING;
      }
      if (dice < 94) {
        return Event.HEALTH;
      }
      if (dice < 97) {
        return Event.QUIET;
      }
      return reference.seen().name().startsWith("FORCED") ? Event.RELEASE : anyOperation();
    }

    // Rare, as each starts the circuit's life anew.
    private Event anyOperation() {
      return switch (random.nextInt(24)) {
        case 0 -> Event.FORCED_OPEN;
        case 1 -> Event.FORCED_CLOSED;
        case 2 -> Event.RELEASE;
        default -> Event.NOTHING;
      };
    }

    // Mostly one of the last, or few probes would ever be settled in time.
    private Permit anyPermit() {
      int newest = random.nextInt(4) > 0 ? Math.min(3, permits.size()) : permits.size();
      return permits.get(permits.size() - 1 - random.nextInt(newest));
    }

    private CallOutcome anyOutcome() {
      if (random.nextInt(40) == 0) {
        failing = random.nextDouble();
      }
      if (random.nextInt(12) == 0) {
        return CallOutcome.IGNORED;
      }
      return random.nextDouble() < failing ? CallOutcome.FAILURE : CallOutcome.SUCCESS;
    }

    private long now() {
      return origin + elapsed;
    }
  }
}
