package io.soma.memory.benchmarks.stage;

/** Checks that numbers ascend; one that comes twice does not. Not thread-safe. */
final class AscendingOrder {

  private final String where;
  private long last = Long.MIN_VALUE;

  AscendingOrder(String where) {
    this.where = where;
  }

  /**
   * Takes the next one.
   *
   * @throws IllegalStateException if it is no larger than the one before
   */
  void next(long number) {
    if (number <= last) {
      throw new IllegalStateException(
          "order is broken in " + where + ": " + number + " came behind " + last);
    }
    last = number;
  }
}
