package io.soma.memory.domain.routing;

/** Whether writes go directly while this instance cannot read the outbox (decision 12). */
public enum UnreadOutboxRule {
  /**
   * Only while no other instance uses the outbox: another one may queue a write, which would then
   * be applied after a newer direct one.
   */
  ALONE,
  /** Even if other instances use the outbox. */
  ALWAYS
}
