package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.SeededRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Draws what goes wrong when. */
final class TroubleDraw {

  /** Before that, every instance has seen every other one. */
  static final int TROUBLES_FROM_MILLIS = 2_500;

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
          TroubleKind.SLEEP_AT_A_STEP,
          TroubleKind.STAND_STILL,
          TroubleKind.SUSPEND_AT_A_STEP,
          TroubleKind.SUSPEND_AT_A_CALL);

  private static final List<TroubleKind> OF_WRITES =
      List.of(TroubleKind.POISON, TroubleKind.REFUSALS);

  private static final List<TroubleKind> ORDERS =
      List.of(
          TroubleKind.REPLAY_ORDER,
          TroubleKind.REPLAY_ORDER,
          TroubleKind.FORCED_REPLAY_ORDER,
          TroubleKind.DISCARD_ORDER,
          TroubleKind.FORCED_DISCARD_ORDER);

  private final SeededRandom random;
  private final PlanGenerator.WorldSize size;
  private final int span;
  private final List<TroubleKind> kinds = new ArrayList<>(List.of(TroubleKind.values()));

  /** Within a time in which callers write. */
  TroubleDraw(SeededRandom random, PlanGenerator.WorldSize size, int spanMillis) {
    this.random = random;
    this.size = size;
    this.span = spanMillis;
    kinds.addAll(OFTEN);
    if (!size.isBrokered()) {
      kinds.removeAll(OF_BROKER);
    }
    if (size.instances() == 1) {
      kinds.remove(TroubleKind.LATE_START);
    }
  }

  List<Trouble> troubles() {
    List<Trouble> troubles = new ArrayList<>();
    int count = random.between(1, 7);
    for (int i = 0; i < count; i++) {
      Trouble trouble = trouble(random.oneOf(kinds));
      troubles.add(trouble);
      if (OF_WRITES.contains(trouble.kind())) {
        troubles.add(trouble(random.oneOf(ORDERS)));
      }
    }
    if (random.chance(0.4)) {
      addOutage(troubles);
    }
    troubles.sort(Comparator.comparingInt(Trouble::atMillis));
    return troubles;
  }

  private Trouble trouble(TroubleKind kind) {
    int at = TROUBLES_FROM_MILLIS + random.below(span);
    int length = random.oneOf(List.of(50, 400, 2_000, 6_000, 12_000));
    return switch (kind) {
      case STORE_DOWN,
          REPLIES_LOST,
          COMMITS_HANG,
          STORE_SLOW,
          BROKEN_TURNS,
          KILL,
          RESTART,
          CRASH,
          SLEEP_AT_A_STEP,
          SUSPEND_AT_A_STEP,
          SUSPEND_AT_A_CALL ->
          new Trouble(kind, at, length, someInstance(), strength());
      case STAND_STILL, SUSPEND ->
          new Trouble(kind, at, random.between(200, 40_000), random.below(size.instances()), 1);
      case LATE_START ->
          new Trouble(kind, at, 0, 1 + random.below(Math.max(1, size.instances() - 1)), 1);
      case SWITCHOVER ->
          new Trouble(kind, at, random.oneOf(List.of(20, 300, 1_500)), Trouble.ALL, 1);
      case MOVE, MOVE_UNDER_WORK -> new Trouble(kind, at, 0, Trouble.ALL, 1);
      case RESTORE, RESTORE_UNDER_WORK -> new Trouble(kind, at, length, Trouble.ALL, 1);
      // Ahead by less than the margin of a lease: a larger step ends leases that are relied upon.
      case CLOCK_STEP -> new Trouble(kind, at, 0, Trouble.ALL, random.between(-60, 3));
      default -> new Trouble(kind, at, length, someTenant(), strength());
    };
  }

  // Everything queues, and something else goes wrong just when all of it is delivered at once.
  private void addOutage(List<Trouble> troubles) {
    int at = TROUBLES_FROM_MILLIS + random.below(Math.min(span, 1_500));
    int length = random.oneOf(List.of(1_000, 2_500, 5_000));
    troubles.add(new Trouble(TroubleKind.SERVICE_DOWN, at, length, Trouble.ALL, 1));
    if (random.chance(0.3)) {
      troubles.add(
          new Trouble(TroubleKind.SERVICE_SLOW, at + length, 25_000, Trouble.ALL, strength()));
    }
    Trouble drawn = trouble(random.oneOf(kinds));
    int second = at + length - 300 + random.below(3_000);
    troubles.add(
        new Trouble(drawn.kind(), second, drawn.lengthMillis(), drawn.target(), drawn.strength()));
  }

  private double strength() {
    return random.oneOf(List.of(0.2, 0.5, 1.0));
  }

  private int someInstance() {
    return random.chance(0.4) ? Trouble.ALL : random.below(size.instances());
  }

  private int someTenant() {
    return random.chance(0.5) ? Trouble.ALL : random.below(size.tenants());
  }
}
