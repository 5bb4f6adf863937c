package io.soma.memory.domain.read;

/**
 * What the memory service says of itself.
 *
 * @param acceptsWrites its key-value store is up, which is all that a write needs
 * @param detail what it said, short
 */
public record ServiceHealth(boolean acceptsWrites, String detail) {}
