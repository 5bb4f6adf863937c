package io.soma.memory.benchmarks.report;

/**
 * Takes the time of a turn, and the processor time that is spent in it.
 *
 * @param begin of the turn, by {@link System#nanoTime}
 * @param before the processor time that was spent until then
 */
public record Stopwatch(long begin, ProcessorTime before) {

  /** Begins a turn. */
  public static Stopwatch start() {
    ProcessorTime before = ProcessorTime.now();
    return new Stopwatch(System.nanoTime(), before);
  }

  /** Ends the turn; its figure is operations per second. */
  public Turn stop(long operations) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Turn(operations / seconds, operations, ProcessorTime.now().since(before));
  }
}
