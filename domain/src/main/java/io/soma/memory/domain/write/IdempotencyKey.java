package io.soma.memory.domain.write;

import java.util.UUID;

/**
 * What every attempt, retry and replay of one write carries to the memory service, so that it takes
 * effect once. {@link KeySource} derives it.
 */
public record IdempotencyKey(UUID value) {

  @Override
  public String toString() {
    return value.toString();
  }
}
