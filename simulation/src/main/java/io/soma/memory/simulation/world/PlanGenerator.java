package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.SeededRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Draws the plan of a seed. */
public final class PlanGenerator {

  static final int TRAFFIC_FROM_MILLIS = 3_000;

  /** Before that, every instance has seen every other one. */
  private static final int TROUBLES_FROM_MILLIS = 2_500;

  private static final int FOR_A_WRITE_MILLIS = 20;
  private static final int AROUND_THE_TRAFFIC_MILLIS = 700;

  private static final List<TroubleKind> OF_BROKER =
      List.of(
          TroubleKind.DUPLICATES,
          TroubleKind.TAIL_LOST,
          TroubleKind.FOREIGN_RECORDS,
          TroubleKind.PUBLISHING_FAILS);

  private static final List<TroubleKind> OFTEN =
      List.of(
          TroubleKind.SERVICE_DOWN,
          TroubleKind.SERVICE_DOWN,
          TroubleKind.CRASH,
          TroubleKind.CRASH,
          TroubleKind.CRASH,
          TroubleKind.POISON,
          TroubleKind.POISON,
          TroubleKind.REFUSALS,
          TroubleKind.REFUSALS,
          TroubleKind.REPLIES_LOST,
          TroubleKind.COMMITS_HANG,
          TroubleKind.STAND_STILL);

  private static final List<TroubleKind> OF_WRITES =
      List.of(TroubleKind.POISON, TroubleKind.REFUSALS);

  private static final List<TroubleKind> ORDERS =
      List.of(
          TroubleKind.REPLAY_ORDER,
          TroubleKind.REPLAY_ORDER,
          TroubleKind.FORCED_REPLAY_ORDER,
          TroubleKind.DISCARD_ORDER);

  private final SeededRandom random;
  private final long seed;
  private final int instances;
  private final int tenants;
  private final int addresses;
  private final boolean isBrokered;

  private PlanGenerator(long seed) {
    this.seed = seed;
    this.random = new SeededRandom(seed);
    this.instances = random.oneOf(List.of(1, 1, 2, 2, 2, 3, 4));
    this.tenants = random.oneOf(List.of(1, 1, 2, 3));
    this.addresses = random.oneOf(List.of(1, 2, 2, 3));
    this.isBrokered = random.chance(0.5);
  }

  /** The plan of a seed, always the same. */
  public static SimulationPlan of(long seed) {
    return new PlanGenerator(seed).plan();
  }

  private SimulationPlan plan() {
    boolean honoursKeys = random.chance(0.4);
    int retries = random.below(2);
    List<PlannedWrite> writes = writes();
    int span = longestPauses(writes) + AROUND_THE_TRAFFIC_MILLIS;
    return new SimulationPlan(
        seed, instances, tenants, honoursKeys, isBrokered, retries, writes, troubles(span));
  }

  private static int longestPauses(List<PlannedWrite> writes) {
    Map<String, Integer> pauses = new TreeMap<>();
    writes.forEach(
        write ->
            pauses.merge(
                write.tenant() + "/" + write.address(),
                write.pauseMillis() + FOR_A_WRITE_MILLIS,
                Integer::sum));
    return pauses.values().stream().mapToInt(each -> each).max().orElse(0);
  }

  private List<PlannedWrite> writes() {
    List<PlannedWrite> writes = new ArrayList<>();
    int count = random.between(4, 28);
    boolean sharesIds = random.chance(0.3);
    boolean namesKeys = random.chance(0.3);
    boolean repeats = random.chance(0.4);
    double fastAck = random.chance(0.4) ? random.fraction() : 0;
    double inLine = random.chance(0.3) ? random.fraction() : 0;
    double rests = random.fraction() * 0.5;
    boolean moves = random.chance(0.6);
    for (int i = 1; i <= count; i++) {
      String id = "w" + i;
      int tenant = random.below(tenants);
      int address = random.below(addresses);
      int home = (tenant + address) % instances;
      writes.add(
          new PlannedWrite(
              id,
              tenant,
              address,
              random.below(random.chance(rests) ? 4_000 : 60),
              moves && random.chance(0.3) ? random.below(instances) : home,
              sharesIds ? "session-" + random.below(2) : id,
              namesKeys && random.chance(0.5) ? "key-" + id : null,
              repeats,
              random.chance(fastAck),
              random.chance(inLine)));
    }
    return random.chance(0.3) ? withRepetitions(writes) : writes;
  }

  // The same content under the same ids once more, as of a caller that means it again.
  private List<PlannedWrite> withRepetitions(List<PlannedWrite> writes) {
    List<PlannedWrite> all = new ArrayList<>(writes);
    for (int i = random.between(1, 3); i > 0; i--) {
      all.add(random.below(all.size() + 1), random.oneOf(writes));
    }
    return all;
  }

  private List<Trouble> troubles(int span) {
    List<TroubleKind> kinds = new ArrayList<>(List.of(TroubleKind.values()));
    kinds.addAll(OFTEN);
    if (!isBrokered) {
      kinds.removeAll(OF_BROKER);
    }
    List<Trouble> troubles = new ArrayList<>();
    int count = random.between(1, 7);
    for (int i = 0; i < count; i++) {
      Trouble trouble = trouble(random.oneOf(kinds), span);
      troubles.add(trouble);
      if (OF_WRITES.contains(trouble.kind())) {
        troubles.add(trouble(random.oneOf(ORDERS), span));
      }
    }
    if (random.chance(0.4)) {
      addOutage(troubles, kinds, span);
    }
    troubles.sort(Comparator.comparingInt(Trouble::atMillis));
    return troubles;
  }

  private Trouble trouble(TroubleKind kind, int span) {
    int at = TROUBLES_FROM_MILLIS + random.below(span);
    int length = random.oneOf(List.of(50, 400, 2_000, 6_000, 12_000));
    return switch (kind) {
      case STORE_DOWN, REPLIES_LOST, COMMITS_HANG, STORE_SLOW, BROKEN_TURNS, KILL, RESTART, CRASH ->
          new Trouble(kind, at, length, someInstance(), strength());
      case STAND_STILL ->
          new Trouble(kind, at, random.between(200, 40_000), random.below(instances), 1);
      // Ahead by less than the margin of a lease: a larger step ends leases that are relied upon.
      case CLOCK_STEP -> new Trouble(kind, at, 0, Trouble.ALL, random.between(-60, 3));
      default -> new Trouble(kind, at, length, someTenant(), strength());
    };
  }

  // Everything queues, and something else goes wrong just when all of it is delivered at once.
  private void addOutage(List<Trouble> troubles, List<TroubleKind> kinds, int span) {
    int at = TROUBLES_FROM_MILLIS + random.below(Math.min(span, 1_500));
    int length = random.oneOf(List.of(1_000, 2_500, 5_000));
    troubles.add(new Trouble(TroubleKind.SERVICE_DOWN, at, length, Trouble.ALL, 1));
    if (random.chance(0.3)) {
      troubles.add(
          new Trouble(TroubleKind.SERVICE_SLOW, at + length, 25_000, Trouble.ALL, strength()));
    }
    Trouble drawn = trouble(random.oneOf(kinds), span);
    int second = at + length - 300 + random.below(3_000);
    troubles.add(
        new Trouble(drawn.kind(), second, drawn.lengthMillis(), drawn.target(), drawn.strength()));
  }

  private double strength() {
    return random.oneOf(List.of(0.2, 0.5, 1.0));
  }

  private int someInstance() {
    return random.chance(0.4) ? Trouble.ALL : random.below(instances);
  }

  private int someTenant() {
    return random.chance(0.5) ? Trouble.ALL : random.below(tenants);
  }
}
