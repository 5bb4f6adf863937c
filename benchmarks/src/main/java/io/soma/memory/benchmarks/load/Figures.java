package io.soma.memory.benchmarks.load;

import io.soma.memory.benchmarks.report.ProcessorTime;
import io.soma.memory.benchmarks.report.Turn;

/**
 * The callers' measurements.
 *
 * @param perSecond calls that succeeded, per second
 * @param p99Micros the 99th percentile of their times
 * @param calls how many calls succeeded
 * @param spent the processor time of all processes during them
 */
public record Figures(double perSecond, double p99Micros, long calls, ProcessorTime spent) {

  /** The processor time of one call, in microseconds. */
  public double processorMicros() {
    return spent.microsPer(calls);
  }

  /** The rate, as a contest takes it. */
  public Turn turn() {
    return new Turn(perSecond, calls, spent);
  }
}
