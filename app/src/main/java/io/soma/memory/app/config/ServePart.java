package io.soma.memory.app.config;

/** The parts of {@code ./soma serve}; they run together in one process or each in its own. */
public enum ServePart {
  /** Takes requests of programs in any language. */
  GATEWAY,
  /** Carries events from the outbox to the transport. */
  RELAY,
  /**
   * Applies the events that came through Kafka; with the direct transport, the relay does so
   * itself.
   */
  REPLAY,
  /** Polls the memory service's health, so that tenants recover without new traffic. */
  WATCHDOG,
  /** Shows the metrics. */
  METRICS
}
