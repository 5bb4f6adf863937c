package io.soma.memory.sandbox.chaos;

import java.util.Random;
import java.util.SplittableRandom;

/**
 * Chance that a campaign's seed decides. A {@link Random} with the seed itself would not do: where
 * a choice is between two or four, it begins alike for hundreds of neighbouring seeds.
 */
final class SeedRandom {

  private SeedRandom() {}

  /**
   * Chance of its own for each purpose.
   *
   * @param purpose keeps apart what is drawn by one seed
   */
  static Random of(long seed, long purpose) {
    return new Random(new SplittableRandom(seed * 31 + purpose).nextLong());
  }
}
