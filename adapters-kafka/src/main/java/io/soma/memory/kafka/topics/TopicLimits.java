package io.soma.memory.kafka.topics;

import io.soma.memory.kafka.connection.ClientSettings;
import java.util.Collection;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * The largest record of a topic, compared with the size that an event may need; and whether that
 * limit holds for compressed records too. A broker compares a compressed record as it comes, but a
 * topic that stores none compressed as it is unpacked.
 */
public final class TopicLimits {

  /** The action for an operator if a topic's limit is too low. */
  public static final String MEND =
      "Set "
          + TopicConfig.MAX_MESSAGE_BYTES_CONFIG
          + "="
          + ClientSettings.MAX_RECORD_BYTES
          + " on the topic (kafka-configs.sh --alter --entity-type topics)";

  /** The setting of a topic for which the broker unpacks what comes, and then compares its size. */
  static final String UNPACKED = "uncompressed";

  /** The action for an operator if a topic takes compressed records. */
  static final String COMPRESSION_MEND =
      "Set "
          + TopicConfig.COMPRESSION_TYPE_CONFIG
          + "="
          + UNPACKED
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

  /** Whether a topic with these settings takes records that are larger unpacked than its limit. */
  static boolean takesCompressed(Config settings) {
    @Nullable ConfigEntry type = settings.get(TopicConfig.COMPRESSION_TYPE_CONFIG);
    return type != null && type.value() != null && !type.value().equals(UNPACKED);
  }
}
