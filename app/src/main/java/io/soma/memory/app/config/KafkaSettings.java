package io.soma.memory.app.config;

import io.soma.memory.domain.Quoted;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Kafka; no type of the Kafka adapter, which an embedder may leave out.
 *
 * @param bootstrapServers host:port, with commas between
 * @param properties further client settings; they may hold secrets, and are never printed
 * @param topicPrefix the prefix of a tenant's topic
 * @param group the replayers' consumer group; null for one for each outbox
 * @param sharedTopic one topic for all tenants; null for one for each
 */
public record KafkaSettings(
    String bootstrapServers,
    Map<String, String> properties,
    String topicPrefix,
    @Nullable String group,
    @Nullable SharedTopic sharedTopic) {

  // With the longest encoded tenant id it makes a topic's name of 249 characters.
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9._-]{1,121}");
  // As Kafka's own client reads it.
  private static final Pattern SERVER =
      Pattern.compile("([0-9a-zA-Z\\-%._]*://)?\\[?[0-9a-zA-Z\\-%._:]+]?:[0-9]{1,5}");
  // The client would take the scheme for a listener's name, connect, and find no broker.
  private static final Pattern URL = Pattern.compile("(?i)(https?|kafka|tcp)://");
  private static final int MAX_PORT = 65_535;
  private static final Pattern GROUP = Pattern.compile("[!-~]{1,249}");

  public KafkaSettings {
    properties = Map.copyOf(properties);
  }

  static String servers(String text) {
    for (String server : text.split(",")) {
      if (URL.matcher(server.strip()).lookingAt()) {
        throw new IllegalArgumentException(
            Quoted.of(server.strip()) + " is a URL; brokers are host:port, such as broker:9092");
      }
      if (!server.isBlank() && !isServer(server.strip())) {
        throw new IllegalArgumentException(
            Quoted.of(server.strip()) + " is not host:port, such as broker:9092");
      }
    }
    return text;
  }

  private static boolean isServer(String text) {
    return SERVER.matcher(text).matches()
        && Integer.parseInt(text.substring(text.lastIndexOf(':') + 1)) <= MAX_PORT;
  }

  static boolean isTopicPrefix(String text) {
    return PREFIX.matcher(text).matches();
  }

  static String topicPrefix(String text) {
    if (!isTopicPrefix(text)) {
      throw new IllegalArgumentException("a topic prefix has 1 to 121 of A-Z a-z 0-9 . _ -");
    }
    return text;
  }

  static String group(String text) {
    if (!GROUP.matcher(text).matches()) {
      throw new IllegalArgumentException("a consumer group has 1 to 249 visible ASCII characters");
    }
    return text;
  }

  @Override
  public String toString() {
    return "KafkaSettings["
        + bootstrapServers
        + ", properties="
        + properties.keySet()
        + ", "
        + (sharedTopic == null ? topicPrefix + "*" : sharedTopic)
        + (group == null ? "" : ", group=" + group)
        + "]";
  }
}
