package io.soma.memory.app.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Kafka; no type of the Kafka adapter, which an embedder may leave out.
 *
 * @param bootstrapServers host:port, with commas between
 * @param properties further client settings; they may hold secrets, and are never printed
 * @param sharedTopic one topic for all tenants; null for one for each
 */
public record KafkaSettings(
    String bootstrapServers, Map<String, String> properties, @Nullable SharedTopic sharedTopic) {

  public KafkaSettings {
    properties = Map.copyOf(properties);
  }

  @Override
  public String toString() {
    return "KafkaSettings["
        + bootstrapServers
        + ", properties="
        + properties.keySet()
        + (sharedTopic == null ? "" : ", " + sharedTopic)
        + "]";
  }
}
