package io.soma.memory.app.config;

import java.util.Map;

/**
 * How to reach Kafka; no type of the Kafka adapter, which an embedder may leave out.
 *
 * @param bootstrapServers host:port, with commas between
 * @param properties further client settings; they may hold secrets, and are never printed
 */
public record KafkaSettings(String bootstrapServers, Map<String, String> properties) {

  public KafkaSettings {
    properties = Map.copyOf(properties);
  }

  @Override
  public String toString() {
    return "KafkaSettings[" + bootstrapServers + ", properties=" + properties.keySet() + "]";
  }
}
