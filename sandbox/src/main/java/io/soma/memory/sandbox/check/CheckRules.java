package io.soma.memory.sandbox.check;

import io.soma.memory.testkit.server.memory.EffectRecord;
import java.time.Duration;
import java.util.Set;

/**
 * The promises that hold with one kind of memory service.
 *
 * <p>A <em>late effect</em> is one that the service executes after the call has ended on our side:
 * its request had arrived longer ago than our deadline, or its connection was closed. No client can
 * call such a request back. A service that honours idempotency keys executes it only if nothing
 * else has taken its place, so that there are no late effects to excuse there.
 *
 * @param honoursKeys whether the service executes an idempotency key once
 * @param ordered the tenants whose queued writes take effect in their order
 * @param deadline after which a call of ours has ended, counted from the request's arrival
 */
public record CheckRules(boolean honoursKeys, Set<String> ordered, Duration deadline) {
  public CheckRules {
    ordered = Set.copyOf(ordered);
  }

  /** Rules that say nothing of the order among different addresses. */
  public CheckRules(boolean honoursKeys, Duration deadline) {
    this(honoursKeys, Set.of(), deadline);
  }

  /** Whether the service executed it when nothing of ours could prevent it any more. */
  boolean isLate(EffectRecord effect) {
    return !honoursKeys && (effect.abandoned() || effect.age().compareTo(deadline) > 0);
  }
}
