package io.soma.memory.app.config;

/** What {@code ./soma serve} runs, each in one process or in processes of its own. */
public enum ServePart {
  /** Takes requests of programs in any language. */
  GATEWAY,
  /** Carries events from the outbox to the transport. */
  RELAY,
  /** Applies what came through Kafka; the relay does so itself where the transport is direct. */
  REPLAY,
  /** Looks at the memory service's health, so that tenants recover without new traffic. */
  WATCHDOG,
  /** Shows the metrics. */
  METRICS
}
