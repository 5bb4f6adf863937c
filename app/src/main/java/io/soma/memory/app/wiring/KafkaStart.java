package io.soma.memory.app.wiring;

import io.soma.memory.app.config.ConfigurationException;
import java.util.List;
import java.util.function.Supplier;

/** Names the variables where Kafka cannot start with their values; its adapter knows none. */
final class KafkaStart {

  private KafkaStart() {}

  static <T> T inOurWords(Supplier<T> start) {
    try {
      return start.get();
    } catch (IllegalArgumentException e) {
      throw new ConfigurationException(
          List.of("SOMABRAIN_KAFKA_URL or SOMABRAIN_KAFKA_PROPERTIES: " + e.getMessage()));
    }
  }
}
