package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.SeededRandom;
import io.soma.memory.simulation.world.PlannedWrite.CallerHabit;
import io.soma.memory.simulation.world.PlannedWrite.WriteKind;
import java.util.ArrayList;
import java.util.List;

/** Draws who writes what, and how. */
final class WriteDraw {

  private static final List<Integer> OPEN_MILLIS = List.of(0, 0, 200, 1_000, 5_000, 9_000);
  private static final List<Integer> PATIENCE_MILLIS = List.of(1, 30, 300, 1_500);

  private final SeededRandom random;
  private final PlanGenerator.WorldSize size;
  private final boolean sharesIds;
  private final boolean namesKeys;
  private final boolean repeats;
  private final double fastAck;
  private final double inLine;
  private final double others;
  private final double batches;
  private final double givesUp;
  private final double rests;
  private final boolean moves;
  private final double joins;

  WriteDraw(SeededRandom random, PlanGenerator.WorldSize size) {
    this.random = random;
    this.size = size;
    this.sharesIds = random.chance(0.3);
    this.namesKeys = random.chance(0.3);
    this.repeats = random.chance(0.4);
    this.fastAck = sometimes(0.4);
    this.inLine = sometimes(0.3);
    this.others = sometimes(0.3);
    this.batches = sometimes(0.2);
    this.givesUp = sometimes(0.25);
    this.rests = random.fraction() * 0.5;
    this.moves = random.chance(0.6);
    this.joins = random.chance(0.25) ? random.fraction() * 0.5 : 0;
  }

  private double sometimes(double often) {
    return random.chance(often) ? random.fraction() : 0;
  }

  List<PlannedWrite> writes() {
    List<PlannedWrite> writes = new ArrayList<>();
    int count = random.between(4, 28);
    for (int i = 1; i <= count; i++) {
      writes.add(write("w" + i));
    }
    return random.chance(0.3) ? withRepetitions(writes) : writes;
  }

  private PlannedWrite write(String id) {
    int tenant = random.below(size.tenants());
    int address = random.below(size.addresses());
    int home = (tenant + address) % size.instances();
    WriteKind kind =
        random.chance(others)
            ? random.oneOf(List.of(WriteKind.FORGET, WriteKind.LINK))
            : WriteKind.REMEMBER;
    return new PlannedWrite(
        id,
        kind,
        tenant,
        address,
        moves && random.chance(0.3) ? random.below(size.instances()) : home,
        sharesIds ? "session-" + random.below(2) : id,
        namesKeys && random.chance(0.5) ? "key-" + id : null,
        random.chance(fastAck),
        habit(kind));
  }

  private CallerHabit habit(WriteKind kind) {
    CallerHabit habit = plainHabit(kind);
    return random.chance(joins)
        ? habit.in(
            new PlannedWrite.HostTransaction(
                random.oneOf(OPEN_MILLIS) + random.below(50), random.chance(0.75)),
            random.chance(0.6))
        : habit;
  }

  private CallerHabit plainHabit(WriteKind kind) {
    return new CallerHabit(
        random.below(random.chance(rests) ? 4_000 : 60),
        repeats,
        random.chance(inLine),
        kind == WriteKind.REMEMBER && random.chance(batches),
        random.chance(givesUp * 0.5) ? random.oneOf(PATIENCE_MILLIS) : CallerHabit.WAITS);
  }

  // The same content under the same ids once more, as of a caller that means it again.
  private List<PlannedWrite> withRepetitions(List<PlannedWrite> writes) {
    List<PlannedWrite> all = new ArrayList<>(writes);
    for (int i = random.between(1, 3); i > 0; i--) {
      all.add(random.below(all.size() + 1), random.oneOf(writes));
    }
    return all;
  }
}
