package io.soma.memory.benchmarks.report;

/** One benchmark of {@code ./soma bench}. */
public interface Benchmark {

  /** The name on the command line. */
  String name();

  /** A sentence that describes the measurement. */
  String description();

  /** Measures and reports. */
  void run(Report report) throws Exception;
}
