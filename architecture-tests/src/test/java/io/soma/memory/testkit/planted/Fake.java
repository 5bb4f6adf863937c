package io.soma.memory.testkit.planted;

/** Seen by production code that should not look here. */
public record Fake(String name) {}
