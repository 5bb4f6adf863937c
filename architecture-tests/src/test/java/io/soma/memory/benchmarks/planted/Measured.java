package io.soma.memory.benchmarks.planted;

/** Seen by a sandbox that should not look here. */
public record Measured(double perSecond) {}
