package io.soma.memory.kafka.topics;

import io.soma.memory.kafka.connection.ClientSettings;
import java.util.Collection;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/** The largest record of a topic, compared with the size that an event may need. */
public final class TopicLimits {

  /** The action for an operator if a topic's limit is too low. */
  public static final String MEND =
      "Set "
          + TopicConfig.MAX_MESSAGE_BYTES_CONFIG
          + "="
          + ClientSettings.MAX_RECORD_BYTES
          + " on the topic (kafka-configs.sh --alter --entity-type topics)";

  private TopicLimits() {}

  /** A topic as the administration client asks for its settings. */
  static ConfigResource of(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  /** All of them. */
  static Collection<ConfigResource> of(Collection<String> topics) {
    return topics.stream().map(TopicLimits::of).toList();
  }

  /** The limit of a topic with these settings, if it is below the size that an event may need. */
  static OptionalInt tooSmall(Config settings) {
    @Nullable ConfigEntry limit = settings.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    if (limit == null || limit.value() == null) {
      return OptionalInt.empty();
    }
    int bytes = Integer.parseInt(limit.value());
    return bytes < ClientSettings.MAX_RECORD_BYTES ? OptionalInt.of(bytes) : OptionalInt.empty();
  }
}
