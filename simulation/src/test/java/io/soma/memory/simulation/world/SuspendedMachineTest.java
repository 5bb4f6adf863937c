package io.soma.memory.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.simulation.schedule.WorkerPool;
import io.soma.memory.simulation.world.PlannedWrite.CallerHabit;
import io.soma.memory.simulation.world.PlannedWrite.WriteKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * The machine of a process that delivers is suspended for longer than its right lasts, while
 * another process takes over and a newer write comes.
 */
class SuspendedMachineTest {

  private static final int PLANS = 60;

  @Test
  void aHolderThatWakesUpSendsNothingThatIsOld() {
    int suspended = 0;
    try (WorkerPool pool = new WorkerPool()) {
      for (int seed = 1; seed <= PLANS; seed++) {
        SimulationResult result = Simulation.run(plan(seed), pool);
        assertThat(result.violations()).as(() -> String.join("\n", result.lines())).isEmpty();
        suspended += isSuspended(result) ? 1 : 0;
      }
    }
    assertThat(suspended).isGreaterThan(PLANS / 4);
  }

  private static boolean isSuspended(SimulationResult result) {
    return result.lines().stream().anyMatch(line -> line.contains("its machine is suspended"));
  }

  private static SimulationPlan plan(int seed) {
    Random random = new Random(seed);
    List<PlannedWrite> writes = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      writes.add(write("w" + i, random.nextInt(100)));
    }
    writes.add(write("newer", 24_000 + random.nextInt(10_000)));
    List<Trouble> troubles =
        List.of(
            new Trouble(TroubleKind.SERVICE_DOWN, 2_500, 2_000, Trouble.ALL, 1),
            new Trouble(TroubleKind.SUSPEND_AT_A_CALL, 4_200, 8_000, 0, 1));
    return new SimulationPlan(seed, 2, 1, false, seed % 2 == 0, 0, writes, troubles);
  }

  private static PlannedWrite write(String id, int pauseMillis) {
    CallerHabit habit = new CallerHabit(pauseMillis, false, false, false, CallerHabit.WAITS);
    return new PlannedWrite(id, WriteKind.REMEMBER, 0, 0, 1, id, null, false, habit);
  }
}
