package io.soma.memory.sandbox.planted;

/** Seen by an application that should not look up. */
public record Scene(String title) {}
