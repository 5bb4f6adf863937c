package io.soma.memory.benchmarks.report;

/** A benchmark that can be tried with fewer events than it takes to mean something. */
public interface SizedBenchmark extends Benchmark {

  /** With fewer it has nothing to compare. */
  long FEWEST = 10;

  /** How many events it takes unless told otherwise. */
  long events();

  /** Measures with so many events, at least {@value #FEWEST}, and reports. */
  void run(Report report, long events) throws Exception;

  @Override
  default void run(Report report) throws Exception {
    run(report, events());
  }
}
