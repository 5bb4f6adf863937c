package io.soma.memory.domain.retry;

import java.util.HashMap;
import java.util.Map;

/**
 * Who fails again and again, so that a log has a line where that begins, one where it ends, and
 * none for each time between: what is tried each second would fill it in an outage. It holds those
 * that fail and nobody else. Safe for many threads.
 *
 * @param <K> who or what fails, by its equality
 */
public final class FailureStreaks<K> {

  private final Map<K, Integer> failures = new HashMap<>();

  /** Notes a failure; true if the one before, if there was any, was a success. */
  public synchronized boolean begins(K who) {
    return failures.merge(who, 1, Integer::sum) == 1;
  }

  /** Notes a success; how many failures came right before it, mostly 0. */
  public synchronized int ended(K who) {
    Integer times = failures.remove(who);
    return times == null ? 0 : times;
  }
}
