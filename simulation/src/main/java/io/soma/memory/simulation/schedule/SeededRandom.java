package io.soma.memory.simulation.schedule;

import java.time.Duration;
import java.util.List;

/**
 * Chance that a seed decides, the same on every JVM: SplitMix64 (Steele, Lea and Flood, 2014). For
 * one thread at a time.
 */
public final class SeededRandom {

  private long state;

  /** The sequence of a seed. */
  public SeededRandom(long seed) {
    // Mixed, as neighbouring seeds would else have the same sequence, one number apart.
    this.state = mixed(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L);
  }

  /** Any number. */
  public long nextLong() {
    state += 0x9E3779B97F4A7C15L;
    return mixed(state);
  }

  private static long mixed(long number) {
    long mixed = number;
    mixed = (mixed ^ (mixed >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** From 0 to below the bound. */
  public int below(int bound) {
    return (int) Long.remainderUnsigned(nextLong(), bound);
  }

  /** From the one to the other, both included. */
  public int between(int least, int most) {
    return least + below(most - least + 1);
  }

  /** From 0 to below 1. */
  public double fraction() {
    return (nextLong() >>> 11) * 0x1.0p-53;
  }

  /** True so often. */
  public boolean chance(double probability) {
    return fraction() < probability;
  }

  /** From the one to below the other. */
  public Duration between(Duration least, Duration most) {
    long span = Math.max(1, most.toNanos() - least.toNanos());
    return least.plusNanos(Long.remainderUnsigned(nextLong(), span));
  }

  /** One of them. */
  public <T> T oneOf(List<T> choices) {
    return choices.get(below(choices.size()));
  }
}
