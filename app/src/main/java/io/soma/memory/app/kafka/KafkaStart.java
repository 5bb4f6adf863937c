package io.soma.memory.app.kafka;

import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.KafkaSettings;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.config.SharedTopic;
import io.soma.memory.kafka.connection.KafkaConfig;
import java.util.function.Supplier;

/** Starts the Kafka clients. Its errors name the variables, because the adapter knows none. */
public final class KafkaStart {

  private KafkaStart() {}

  /**
   * How Kafka is reached.
   *
   * @throws ConfigurationException naming the variable that is missing or wrong
   */
  public static KafkaConfig configOf(MemoryConfig config) {
    KafkaSettings settings =
        config
            .kafka()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "the kafka transport needs the brokers: set SOMABRAIN_KAFKA_URL, or call"
                            + " kafka of the builder"));
    return inOurWords(() -> fromSettings(settings));
  }

  private static KafkaConfig fromSettings(KafkaSettings settings) {
    KafkaConfig own =
        KafkaConfig.of(settings.bootstrapServers()).withProperties(settings.properties());
    // Without a name the group is that of the outbox, which is not known before it is open.
    String group = settings.group() == null ? own.groupId() : settings.group();
    own = own.withNames(settings.topicPrefix(), group);
    SharedTopic shared = settings.sharedTopic();
    return shared == null ? own : own.withSharedTopic(shared.name(), shared.partitions());
  }

  /**
   * Starts a client.
   *
   * @throws ConfigurationException naming the variables, if Kafka refuses their values
   */
  public static <T> T inOurWords(Supplier<T> start) {
    try {
      return start.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          "SOMABRAIN_KAFKA_URL or SOMABRAIN_KAFKA_PROPERTIES (kafka or kafkaProperties of the"
              + " builder): "
              + e.getMessage());
    }
  }
}
