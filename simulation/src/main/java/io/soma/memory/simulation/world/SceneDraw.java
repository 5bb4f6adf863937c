package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.SeededRandom;
import io.soma.memory.simulation.world.PlannedWrite.CallerHabit;
import io.soma.memory.simulation.world.PlannedWrite.HostTransaction;
import io.soma.memory.simulation.world.PlannedWrite.WriteKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Adds a scene: several troubles and writes at times that chance seldom brings together. Each aims
 * at one rule of the product that would otherwise be seldom needed.
 */
final class SceneDraw {

  /** How many of the seeds have a scene. */
  static final double OFTEN = 0.35;

  private static final int FROM = PlanGenerator.TRAFFIC_FROM_MILLIS;

  private final SeededRandom random;
  private final SimulationPlan plan;
  private final List<PlannedWrite> writes = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();

  SceneDraw(SeededRandom random, SimulationPlan plan) {
    this.random = random;
    this.plan = plan;
  }

  SimulationPlan plan() {
    return switch (random.below(10)) {
      case 0 -> startInTheDark();
      case 1 -> random.chance(0.5) ? newcomerWhileAsleep() : blindBesideAnother();
      case 2 -> slowLooks();
      case 3 -> restoreDuringCalls();
      case 4 -> asleepWhileDelivering();
      case 5 -> suspendedWhileDelivering();
      case 6 -> openTransaction();
      case 7 -> moveWithABacklog();
      case 8 -> switchoverWhileDelivering();
      default -> outageFromTheBeginning();
    };
  }

  // A process dies with events in the outbox, and its successor cannot look into it at first.
  private SimulationPlan startInTheDark() {
    writes.add(write(1, 0, random.between(0, 300), false));
    writes.add(write(2, 0, random.between(0, 1_500), false));
    writes.add(write(3, 0, random.between(0, 1_500), false));
    int down = FROM - 200;
    int killed = FROM + random.between(200, 600);
    add(TroubleKind.SERVICE_DOWN, down, killed - down + random.between(0, 1_500), Trouble.ALL);
    add(TroubleKind.KILL, killed, random.between(10, 500), Trouble.ALL);
    add(TroubleKind.STORE_DOWN, killed + 5, random.between(5_000, 9_000), Trouble.ALL);
    return with(1, false);
  }

  // An instance that knows of no other one stands still; one is added meanwhile, queues, and ends.
  private SimulationPlan newcomerWhileAsleep() {
    int asleep = FROM + random.between(100, 400);
    int added = asleep + random.between(50, 400);
    writes.add(write(1, 0, 0, false));
    writes.add(write(2, 1, 700, false));
    writes.add(write(3, 0, 0, false));
    int down = added + 100;
    int ended = added + 4_500 + random.between(0, 1_000);
    add(TroubleKind.LATE_START, added, 0, 1);
    add(TroubleKind.STAND_STILL, asleep, ended - asleep + random.between(5_500, 7_000), 0);
    add(TroubleKind.SERVICE_DOWN, down, ended - down + 50, Trouble.ALL);
    add(TroubleKind.KILL, ended, 30_000, 1);
    return with(2, false);
  }

  // One instance is cut off from the outbox, another one queues, and the memory service comes back.
  private SimulationPlan blindBesideAnother() {
    writes.add(write(1, 1, random.below(200), true));
    writes.add(write(2, 0, random.below(1_500), false));
    writes.add(write(3, 0, random.below(1_500), false));
    add(TroubleKind.SERVICE_DOWN, FROM - 500, random.between(1_500, 4_500), Trouble.ALL);
    add(TroubleKind.STORE_DOWN, FROM - random.below(300), 12_000, 0);
    return with(2, random.chance(0.5));
  }

  // Looks into the outbox take long, and writes are queued and go directly in turn meanwhile.
  private SimulationPlan slowLooks() {
    int count = random.between(6, 16);
    for (int i = 1; i <= count; i++) {
      writes.add(write(i, 0, random.below(600), i % 2 == 1));
    }
    add(TroubleKind.STORE_SLOW, FROM - 500, 15_000, Trouble.ALL);
    return with(1, random.chance(0.5));
  }

  // A backup is restored while calls are under way, and ids that they carry are given again.
  private SimulationPlan restoreDuringCalls() {
    int count = random.between(6, 14);
    for (int i = 1; i <= count; i++) {
      writes.add(write(i, random.below(2), random.below(400), true));
    }
    add(TroubleKind.SERVICE_SLOW, FROM - 500, 8_000, Trouble.ALL);
    add(TroubleKind.RESTORE_UNDER_WORK, FROM - 100, random.between(200, 4_000), Trouble.ALL);
    return with(2, random.chance(0.5));
  }

  // Much is to be delivered, its holder stands still for longer than its right lasts, and another
  // instance takes over.
  private SimulationPlan asleepWhileDelivering() {
    int count = random.between(4, 8);
    for (int i = 1; i <= count; i++) {
      writes.add(write(i, 0, random.below(100), false));
    }
    add(TroubleKind.SERVICE_DOWN, FROM - 500, 2_000, Trouble.ALL);
    add(TroubleKind.SLEEP_AT_A_STEP, FROM + 1_200, 8_000, 0);
    return with(2, random.chance(0.5));
  }

  // The machine of a holder is suspended for longer than its right lasts. Another instance takes
  // over, and is done when a newer write comes.
  private SimulationPlan suspendedWhileDelivering() {
    int count = random.between(5, 8);
    for (int i = 1; i <= count; i++) {
      writes.add(write(i, 1, random.below(100), false));
    }
    writes.add(write(count + 1, 1, random.between(24_000, 34_000), false));
    writes.add(write(count + 2, 1, random.below(2_000), false));
    add(TroubleKind.SERVICE_DOWN, FROM - 500, 2_000, Trouble.ALL);
    add(TroubleKind.SUSPEND_AT_A_CALL, FROM + 1_200, 8_000, 0);
    return with(2, random.chance(0.5));
  }

  // A transaction that a write has joined stays open, or its commit hangs, and its caller makes
  // newer writes meanwhile.
  private SimulationPlan openTransaction() {
    return random.chance(0.4) ? transactionBehindAHangingCommit() : transactionBesideNewerWrites();
  }

  // A commit hangs, its caller gives up, and makes the next write in a transaction.
  private SimulationPlan transactionBehindAHangingCommit() {
    writes.add(write(1, 0, 0, true));
    PlannedWrite next = write(2, 0, random.below(3_000), false);
    HostTransaction transaction = new HostTransaction(random.below(500), true);
    writes.add(next.by(next.caller().in(transaction, random.chance(0.5))));
    writes.add(write(3, random.below(2), random.below(9_000), false));
    add(TroubleKind.COMMITS_HANG, FROM - 100, 300, 0);
    return with(2, random.chance(0.5));
  }

  private SimulationPlan transactionBesideNewerWrites() {
    PlannedWrite first = write(1, 0, random.below(300), false);
    HostTransaction transaction =
        new HostTransaction(random.between(0, 9_000), random.chance(0.85));
    writes.add(first.by(first.caller().in(transaction, random.chance(0.7))));
    int count = random.between(2, 5);
    for (int i = 2; i <= count; i++) {
      writes.add(write(i, random.below(2), random.below(1_500), false));
    }
    if (random.chance(0.4)) {
      add(TroubleKind.COMMITS_HANG, FROM - 500, 10_000, 0);
    }
    return with(2, random.chance(0.5));
  }

  // The rows of a backlog move to another server, where ids begin anew, and newer writes follow.
  private SimulationPlan moveWithABacklog() {
    int before = random.between(3, 6);
    for (int i = 1; i <= before; i++) {
      writes.add(write(i, 0, random.below(100), false));
    }
    int after = random.between(2, 4);
    for (int i = 1; i <= after; i++) {
      writes.add(write(before + i, 0, random.below(2_000), random.chance(0.5)));
    }
    add(TroubleKind.SERVICE_DOWN, FROM - 500, random.between(4_000, 12_000), Trouble.ALL);
    TroubleKind kind = random.chance(0.5) ? TroubleKind.MOVE : TroubleKind.MOVE_UNDER_WORK;
    add(kind, FROM + random.between(200, 700), 0, Trouble.ALL);
    return with(1, random.chance(0.5));
  }

  // A standby that knows nothing of a holder's lease takes over while the holder delivers.
  private SimulationPlan switchoverWhileDelivering() {
    int count = random.between(5, 12);
    for (int i = 1; i <= count; i++) {
      writes.add(write(i, random.below(2), random.below(100), true));
    }
    add(TroubleKind.SERVICE_SLOW, FROM - 500, 8_000, Trouble.ALL);
    add(TroubleKind.SWITCHOVER, FROM + random.below(3_000), random.between(20, 500), Trouble.ALL);
    return with(2, random.chance(0.5));
  }

  // Nothing passes from the first write on.
  private SimulationPlan outageFromTheBeginning() {
    int count = random.between(3, 8);
    for (int i = 1; i <= count; i++) {
      writes.add(write(i, 0, random.below(300), random.chance(0.3)));
    }
    add(TroubleKind.SERVICE_DOWN, FROM - 1_000, random.between(4_000, 60_000), Trouble.ALL);
    return with(plan.instances(), plan.isBrokered());
  }

  private void add(TroubleKind kind, int at, int length, int target) {
    troubles.add(new Trouble(kind, at, length, target, 1));
  }

  private PlannedWrite write(int number, int instance, int pauseMillis, boolean isFastAck) {
    String id = "w" + number;
    CallerHabit habit = new CallerHabit(pauseMillis, false, false, false, CallerHabit.WAITS);
    return new PlannedWrite(id, WriteKind.REMEMBER, 0, 0, instance, id, null, isFastAck, habit);
  }

  private SimulationPlan with(int instances, boolean isBrokered) {
    troubles.sort(Comparator.comparingInt(Trouble::atMillis));
    return new SimulationPlan(
        plan.seed(), instances, 1, false, isBrokered, plan.retries(), writes, troubles);
  }
}
