package io.soma.memory.ports.planted;

/** Seen by a domain that should not look up. */
public interface SomePort {}
