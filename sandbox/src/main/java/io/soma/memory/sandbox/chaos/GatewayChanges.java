package io.soma.memory.sandbox.chaos;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * When an agent may write to an address through another gateway than before.
 *
 * <p>One service learns of another's queued writes within a second, and until then may write
 * directly: that is the stated limit of the promise that a replay overwrites nothing newer (P3). An
 * agent that waits this long after an answer that says {@code queued}, or after an attempt that may
 * have been queued, stays within the promise, so that the check may demand all of it.
 */
final class GatewayChanges {

  /** The refresh interval of a second, and as much again for a machine that is busy. */
  static final Duration WAIT = Duration.ofSeconds(2);

  private final Map<String, LastQueued> byAddress = new HashMap<>();

  /** Notes the answer of a gateway. */
  void answered(String address, int gateway, WriteOutcome outcome, long nanos) {
    // Everything but a write that the memory service has may lie in the outbox.
    if (outcome != WriteOutcome.STORED && outcome != WriteOutcome.KEY_TAKEN) {
      byAddress.put(address, new LastQueued(gateway, nanos));
    }
  }

  /** How long to wait before this gateway gets a write to the address; at least zero. */
  Duration waitBefore(String address, int gateway, long nanos) {
    LastQueued last = byAddress.get(address);
    if (last == null || last.gateway() == gateway) {
      return Duration.ZERO;
    }
    Duration left = WAIT.minusNanos(nanos - last.nanos());
    return left.isNegative() ? Duration.ZERO : left;
  }

  private record LastQueued(int gateway, long nanos) {}
}
