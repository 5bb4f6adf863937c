package io.soma.memory.app.kafka;

import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxUnavailableException;

/** Finds the consumer group of an outbox. */
public final class OutboxGroup {

  private OutboxGroup() {}

  /**
   * The same Kafka with the group that the replayers of this outbox are in: the one that is named,
   * or that of the outbox.
   *
   * @throws OutboxUnavailableException if PostgreSQL does not say which outbox it is, as before its
   *     tables are there
   */
  public static KafkaConfig in(KafkaConfig kafka, MemoryConfig config, Outbox outbox) {
    // Two outboxes in one group would take each other's records away.
    return isNamed(config) ? kafka : kafka.withGroup(KafkaConfig.groupOf(outbox.identity()));
  }

  private static boolean isNamed(MemoryConfig config) {
    return config.kafka().map(settings -> settings.group() != null).orElse(false);
  }
}
