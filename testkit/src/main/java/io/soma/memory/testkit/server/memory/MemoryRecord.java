package io.soma.memory.testkit.server.memory;

import java.time.Instant;

/**
 * A memory as the service holds it.
 *
 * @param coordinate canonical
 * @param payload JSON text, with every digit of its numbers
 * @param memoryType "episodic" or "semantic"
 */
public record MemoryRecord(
    String coordinate, String payload, String memoryType, Instant createdAt, Instant updatedAt) {}
