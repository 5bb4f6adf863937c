package io.soma.memory.app.usecase.backlog;

import java.time.Duration;

/** Whether writes go directly while this instance cannot read the outbox (decision 12). */
public enum UnreadOutboxRule {
  /**
   * Only while no other instance uses the outbox: another one may queue a write, which would then
   * be applied after a newer direct one.
   */
  ALONE,
  /** Even if other instances use the outbox. */
  ALWAYS;

  /**
   * How old a look may be to be relied on. A look is made more than twice within this time, and
   * another instance's events are known within a second as long as looks succeed.
   */
  static final Duration LONGEST_WITHOUT_LOOK = Duration.ofMillis(1500);
}
