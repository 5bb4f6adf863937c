package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.SeededRandom;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws the plan of a seed. */
public final class PlanGenerator {

  static final int TRAFFIC_FROM_MILLIS = 3_000;

  private static final int FOR_A_WRITE_MILLIS = 20;
  private static final int AROUND_THE_TRAFFIC_MILLIS = 700;

  private PlanGenerator() {}

  /** The plan of a seed, always the same. */
  public static SimulationPlan of(long seed) {
    SeededRandom random = new SeededRandom(seed);
    WorldSize size = WorldSize.of(random);
    boolean honoursKeys = random.chance(0.4);
    int retries = random.below(2);
    SimulationPlan calm =
        new SimulationPlan(
            seed,
            size.instances(),
            size.tenants(),
            honoursKeys,
            size.isBrokered(),
            retries,
            new WriteDraw(random, size).writes(),
            List.of());
    int span = longestPauses(calm.writes()) + AROUND_THE_TRAFFIC_MILLIS;
    SimulationPlan troubled = calm.withTroubles(new TroubleDraw(random, size, span).troubles());
    return random.chance(SceneDraw.OFTEN) ? new SceneDraw(random, troubled).plan() : troubled;
  }

  private static int longestPauses(List<PlannedWrite> writes) {
    Map<String, Integer> pauses = new TreeMap<>();
    writes.forEach(
        write ->
            pauses.merge(
                write.tenant() + "/" + write.address(),
                write.caller().pauseMillis() + FOR_A_WRITE_MILLIS,
                Integer::sum));
    return pauses.values().stream().mapToInt(each -> each).max().orElse(0);
  }

  /** How many of everything a seed has. */
  record WorldSize(int instances, int tenants, int addresses, boolean isBrokered) {

    static WorldSize of(SeededRandom random) {
      return new WorldSize(
          random.oneOf(List.of(1, 1, 2, 2, 2, 3, 4)),
          random.oneOf(List.of(1, 1, 2, 3)),
          random.oneOf(List.of(1, 2, 2, 3)),
          random.chance(0.5));
    }
  }
}
