package io.soma.memory.domain.retry;

import java.util.HashMap;
import java.util.Map;

/**
 * Tracks repeated failures, so that a log has one line when a streak of failures begins, one when
 * it ends, and none between: during an outage, a retry each second would fill the log. It holds
 * only the keys that fail. Safe for many threads.
 *
 * @param <K> the key of the failing party, compared by equality
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
