package io.soma.memory.benchmarks.fairness;

/**
 * One event of the tenant that has no others, by the wall clock in milliseconds, which caller and
 * broker share.
 *
 * @param called when its caller asked for it to be written
 * @param committed when its caller had the receipt
 */
record SingleEvent(long called, long committed) {}
