package io.soma.memory.testkit.server.memory;

import java.time.Instant;

/**
 * A memory that the service holds.
 *
 * @param coordinate canonical
 * @param payload JSON text as it was sent, with every digit of its numbers; the service answers it
 *     as its database gives it back
 * @param memoryType "episodic" or "semantic"
 * @param updatedAt when it was last stored or fetched
 */
public record MemoryRecord(
    String coordinate, String payload, String memoryType, Instant createdAt, Instant updatedAt) {

  MemoryRecord touched(Instant now) {
    return new MemoryRecord(coordinate, payload, memoryType, createdAt, now);
  }
}
