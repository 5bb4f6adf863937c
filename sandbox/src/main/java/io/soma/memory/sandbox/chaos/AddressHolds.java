package io.soma.memory.sandbox.chaos;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps agents from addresses for the moment in which an operator has older writes of theirs
 * applied again.
 *
 * <p>Another service learns of such an order within a second, as of any queued write, and until
 * then may write directly (P3). So an operator who means to stay within the promise has the
 * addresses left alone for that long, and first waits out calls of which nobody knows the end. Safe
 * for many threads.
 */
final class AddressHolds {

  private final long uncertainNanos;
  private final Map<String, Integer> underWay = new HashMap<>();
  private final Map<String, Long> uncertainUntil = new HashMap<>();
  private final Set<String> held = new HashSet<>();

  /**
   * No address is held.
   *
   * @param deadline when a call has ended that its caller heard nothing of
   */
  AddressHolds(Duration deadline) {
    this.uncertainNanos = deadline.toNanos();
  }

  /** Begins an attempt, once the address is not held. */
  synchronized void enter(String address) throws InterruptedException {
    while (held.contains(address)) {
      wait();
    }
    underWay.merge(address, 1, Integer::sum);
  }

  /**
   * Ends it.
   *
   * @param isKnown whether the caller knows what became of it
   */
  synchronized void leave(String address, boolean isKnown) {
    underWay.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    if (!isKnown) {
      uncertainUntil.put(address, System.nanoTime() + uncertainNanos);
    }
    notifyAll();
  }

  /** Holds addresses, and returns when no attempt at them is under way. */
  synchronized void hold(Collection<String> addresses) throws InterruptedException {
    held.addAll(addresses);
    while (addresses.stream().anyMatch(underWay::containsKey)) {
      wait();
    }
    for (String address : addresses) {
      long left = uncertainUntil.getOrDefault(address, System.nanoTime()) - System.nanoTime();
      while (left > 0) {
        wait(left / 1_000_000 + 1);
        left = uncertainUntil.getOrDefault(address, System.nanoTime()) - System.nanoTime();
      }
    }
  }

  /** Lets agents write there again. */
  synchronized void release(Collection<String> addresses) {
    held.removeAll(addresses);
    notifyAll();
  }
}
