package io.soma.memory.benchmarks.report;

/**
 * The measurements of one turn of a contestant.
 *
 * @param figure such as operations per second
 * @param operations how many operations it took
 * @param spent the processor time of all processes during them
 */
public record Turn(double figure, long operations, ProcessorTime spent) {

  /** The processor time of one operation, in microseconds. */
  public double processorMicros() {
    return spent.microsPer(operations);
  }
}
