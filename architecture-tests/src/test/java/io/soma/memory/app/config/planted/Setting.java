package io.soma.memory.app.config.planted;

/** Seen by a use case that should take its settings from the wiring. */
public record Setting(int value) {}
