package io.soma.memory.app.kafka;

import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.usecase.check.Finding;
import io.soma.memory.app.usecase.check.Probe;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.topics.KafkaAccess;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.PostgresStore;
import java.util.List;

/** Checks that the broker answers, and permits every operation that the transport needs. */
public final class BrokerProbe implements Probe {

  private static final String ITEM = "broker";

  private final KafkaConfig kafka;
  private final MemoryConfig config;

  public BrokerProbe(KafkaConfig kafka, MemoryConfig config) {
    this.kafka = kafka;
    this.config = config;
  }

  @Override
  public Finding look() {
    try (PostgresStore store = PostgresStore.open(config.outbox().postgres())) {
      return look(OutboxGroup.in(kafka, config, store.outbox()), "");
    } catch (OutboxUnavailableException e) {
      // The rights are usually given by prefix, and then hold for this group as well.
      return look(
          kafka,
          "; the consumer group is that of no outbox, as the database does not say yet which it"
              + " is");
    }
  }

  private static Finding look(KafkaConfig kafka, String besides) {
    List<String> problems = KafkaAccess.problems(kafka);
    return problems.isEmpty()
        ? Finding.ok(
            ITEM,
            kafka.bootstrapServers()
                + " answers; topics may be made and read, in the consumer group "
                + kafka.groupId()
                + besides)
        : Finding.red(
            ITEM,
            String.join("; ", problems) + besides,
            "start the broker, correct SOMABRAIN_KAFKA_URL and SOMABRAIN_KAFKA_PROPERTIES, or grant"
                + " the rights as ops/kafka/grants.sh does");
  }
}
