package io.soma.memory.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.simulation.schedule.WorkerPool;
import io.soma.memory.simulation.world.PlannedWrite.CallerHabit;
import io.soma.memory.simulation.world.PlannedWrite.HostTransaction;
import io.soma.memory.simulation.world.PlannedWrite.WriteKind;
import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.WriteOutcome;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Writes that join transactions of their callers, beside writes of other instances. */
class OpenTransactionTest {

  private static final int PLANS = 40;

  @Test
  void aWriteThatJoinsIsNotOverwrittenByAnOlderCommitThatHangs() {
    int refused = 0;
    try (WorkerPool pool = new WorkerPool()) {
      for (int seed = 1; seed <= PLANS; seed++) {
        Random random = new Random(seed);
        PlannedWrite older = write("w1", 0, 0, null);
        PlannedWrite joined =
            write("w2", 0, random.nextInt(2_000), new HostTransaction(random.nextInt(500), true));
        SimulationResult result =
            run(
                seed,
                pool,
                List.of(older, joined),
                new Trouble(TroubleKind.COMMITS_HANG, 2_900, 300, 0, 1));
        refused += outcomes(result, WriteOutcome.ROLLED_BACK);
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void aNewerWriteIsNotCalledStoredBesideAnOpenTransaction() {
    int queued = 0;
    try (WorkerPool pool = new WorkerPool()) {
      for (int seed = 1; seed <= PLANS; seed++) {
        Random random = new Random(seed);
        boolean commits = random.nextInt(4) > 0;
        PlannedWrite joined =
            write("w1", 0, 0, new HostTransaction(5_000 + random.nextInt(4_000), commits));
        PlannedWrite newer = write("w2", random.nextInt(2), random.nextInt(500), null);
        SimulationResult result = run(seed, pool, List.of(joined, newer));
        queued += outcomes(result, WriteOutcome.QUEUED);
      }
    }
    assertThat(queued).isGreaterThan(PLANS);
  }

  private static SimulationResult run(
      int seed, WorkerPool pool, List<PlannedWrite> writes, Trouble... troubles) {
    SimulationPlan plan =
        new SimulationPlan(seed, 2, 1, false, false, 0, writes, List.of(troubles));
    SimulationResult result = Simulation.run(plan, pool);
    assertThat(result.violations()).as(() -> String.join("\n", result.lines())).isEmpty();
    return result;
  }

  private static int outcomes(SimulationResult result, WriteOutcome outcome) {
    return (int)
        result.history().stream()
            .filter(e -> e instanceof HistoryEvent.Ended ended && ended.outcome() == outcome)
            .count();
  }

  private static PlannedWrite write(
      String id, int instance, int pauseMillis, @Nullable HostTransaction own) {
    CallerHabit habit = new CallerHabit(pauseMillis, false, false, false, CallerHabit.WAITS);
    boolean isOrdinary = own == null;
    return new PlannedWrite(
        id,
        WriteKind.REMEMBER,
        0,
        0,
        instance,
        id,
        null,
        isOrdinary && id.equals("w1"),
        own == null ? habit : habit.in(own, true));
  }
}
