package io.soma.memory.domain.write;

import java.util.UUID;

/**
 * The key that every attempt, retry and replay of one write carries to the memory service, so that
 * the write takes effect once. {@link KeySource} derives it.
 */
public record IdempotencyKey(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
