package io.soma.memory.benchmarks.load;

/**
 * What callers measured.
 *
 * @param perSecond calls that succeeded, per second
 * @param p99Micros the 99th percentile of their times
 */
public record Figures(double perSecond, double p99Micros) {}
