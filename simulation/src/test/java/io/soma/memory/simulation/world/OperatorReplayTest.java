package io.soma.memory.simulation.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.simulation.schedule.WorkerPool;
import io.soma.memory.simulation.world.PlannedWrite.CallerHabit;
import io.soma.memory.simulation.world.PlannedWrite.WriteKind;
import io.soma.memory.testkit.history.HistoryEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An operator replays a failed event in one instance, beside a newer direct write of its address in
 * another one. Random plans seldom meet at this moment (decision 47).
 */
class OperatorReplayTest {

  private static final int PLANS = 60;

  /** The older write is refused then; the memory service refuses some writes, by their time. */
  private static final int REFUSED_FROM = 2_500;

  @Test
  void aDirectWriteWhoseAnswerIsSlowIsNotOverwritten() {
    check(false, random -> replayBeside(TroubleKind.SERVICE_SLOW, random));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aDirectWriteWithoutAnAnswerIsNotOverwritten(boolean honoursKeys) {
    check(honoursKeys, random -> replayBeside(TroubleKind.ERRORS_AFTER, random));
  }

  @Test
  void aDirectWriteThatCannotBeNotedIsNotOverwritten() {
    check(
        false,
        random -> {
          int replay = 6_150 + random.nextInt(400);
          return scene(
              1_500,
              trouble(TroubleKind.SERVICE_SLOW, 6_300, 900),
              trouble(TroubleKind.REPLAY_ORDER, replay, 0),
              trouble(TroubleKind.STORE_DOWN, replay + 1_500, 9_500));
        });
  }

  @Test
  void aDirectWriteRightAfterALongOutageOfTheOutboxIsNotOverwritten() {
    check(
        false,
        random ->
            scene(
                69_900 + random.nextInt(1_500),
                trouble(TroubleKind.STORE_DOWN, 5_000, 70_000),
                trouble(TroubleKind.SERVICE_SLOW, 70_000, 9_000),
                trouble(TroubleKind.REPLAY_ORDER, 75_000 + random.nextInt(1_800), 0)));
  }

  /** When the newer write comes, after the older one has failed, and what happens around it. */
  private record Scene(int pauseMillis, List<Trouble> troubles) {}

  private interface Scenes {
    Scene next(Random random);
  }

  private static void check(boolean honoursKeys, Scenes scenes) {
    int takenBack = 0;
    try (WorkerPool pool = new WorkerPool()) {
      for (int seed = 1; seed <= PLANS; seed++) {
        Scene scene = scenes.next(new Random(seed));
        SimulationResult result = Simulation.run(plan(seed, honoursKeys, scene), pool);
        assertThat(result.violations()).as(() -> String.join("\n", result.lines())).isEmpty();
        takenBack += isTakenBack(result) ? 1 : 0;
      }
    }
    assertThat(takenBack).isPositive();
  }

  private static boolean isTakenBack(SimulationResult result) {
    return result.history().stream().anyMatch(HistoryEvent.TakenBack.class::isInstance);
  }

  private static SimulationPlan plan(int seed, boolean honoursKeys, Scene scene) {
    List<Trouble> troubles =
        Stream.concat(
                Stream.of(trouble(TroubleKind.REFUSALS, REFUSED_FROM + seed, 1_500)),
                scene.troubles().stream())
            .sorted(Comparator.comparingInt(Trouble::atMillis))
            .toList();
    List<PlannedWrite> writes =
        List.of(write("w1", 0, 0, true), write("w2", 1, scene.pauseMillis(), false));
    return new SimulationPlan(seed, 2, 1, honoursKeys, false, 0, writes, troubles);
  }

  private static Scene replayBeside(TroubleKind ofService, Random random) {
    return scene(
        1_500,
        trouble(ofService, 6_300, 900),
        trouble(TroubleKind.REPLAY_ORDER, 6_150 + random.nextInt(400), 0));
  }

  private static Scene scene(int pauseMillis, Trouble... troubles) {
    return new Scene(pauseMillis, List.of(troubles));
  }

  private static Trouble trouble(TroubleKind kind, int at, int length) {
    return new Trouble(kind, at, length, Trouble.ALL, 1);
  }

  private static PlannedWrite write(
      String id, int instance, int pauseMillis, boolean queuesAtOnce) {
    CallerHabit habit = new CallerHabit(pauseMillis, false, false, false, CallerHabit.WAITS);
    return new PlannedWrite(id, WriteKind.REMEMBER, 0, 0, instance, id, null, queuesAtOnce, habit);
  }
}
