package io.soma.memory.ports.driven;

import io.soma.memory.domain.outbox.BrokerHealth;

/** The broker behind a transport, such as Kafka; safe for many threads. */
@FunctionalInterface
public interface MessageBroker {

  /**
   * Asks the broker for a sign of life, and waits for at most ten seconds.
   *
   * @return also where it does not answer, with the reason; no exception
   */
  BrokerHealth health();
}
