package io.soma.memory.ports.planted;

/** Outside the family. */
public final class LooseException extends RuntimeException {}
