package io.soma.memory.app.kafka;

import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.PostgresStore;

/** Finds the consumer group of an outbox that does not run here. */
public final class OutboxGroup {

  private OutboxGroup() {}

  /**
   * The same Kafka with the group that the replayers of this outbox are in: the one that is named,
   * or that of the outbox.
   *
   * @throws OutboxUnavailableException if PostgreSQL does not say which outbox it is, as before its
   *     tables are there
   */
  public static KafkaConfig in(KafkaConfig kafka, MemoryConfig config, PostgresStore store) {
    return isNamed(config)
        ? kafka
        : kafka.withGroup(KafkaConfig.groupOf(store.outbox().identity()));
  }

  public static boolean isNamed(MemoryConfig config) {
    return config.kafka().map(settings -> settings.group() != null).orElse(false);
  }
}
