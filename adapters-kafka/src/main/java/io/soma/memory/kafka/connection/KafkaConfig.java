package io.soma.memory.kafka.connection;

import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.tenant.TenantId;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How to reach Kafka and where events go there.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param properties any further client properties, such as those of SASL and TLS; never printed
 * @param topicPrefix the prefix of a tenant's topic, before the encoded tenant id; at most {@value
 *     #MAX_PREFIX_LENGTH} characters that Kafka allows
 * @param sharedTopic one topic for all tenants, instead of one for each; a tenant that must wait
 *     then delays others once 8 MiB of its events are held back in a partition
 * @param partitions of a topic that is created here. One is enough for a tenant's own topic: its
 *     events are delivered in order, so they all travel through one partition, even if there are
 *     more. A shared topic spreads its tenants over its partitions; do not add any later while
 *     events wait, as a tenant may then change its partition
 * @param replicationFactor of a topic that is created here; -1 for the broker's default
 * @param groupId the consumer group of all replayers of one outbox; each outbox needs its own, as a
 *     group hands each record to one member
 */
public record KafkaConfig(
    String bootstrapServers,
    Map<String, String> properties,
    String topicPrefix,
    @Nullable String sharedTopic,
    int partitions,
    int replicationFactor,
    String groupId) {

  /** The default prefix of tenants' topics. */
  public static final String DEFAULT_TOPIC_PREFIX = "soma.memory.writes.";

  /** The default prefix of the replayers' consumer group. */
  public static final String DEFAULT_GROUP_PREFIX = "soma-memory-replay-";

  /** Means: as many replicas as the broker's own default. */
  public static final int BROKER_DEFAULT = -1;

  /** The longest prefix; with the longest encoded tenant id it makes a name of 249 characters. */
  public static final int MAX_PREFIX_LENGTH = 249 - 2 * TenantId.MAX_LENGTH;

  private static final Pattern TOPIC_TEXT = Pattern.compile("[A-Za-z0-9._-]+");

  public KafkaConfig {
    check(bootstrapServers != null && !bootstrapServers.isBlank(), "bootstrap servers are missing");
    check(topicPrefix != null, "the topic prefix is missing");
    check(properties != null, "the client properties are missing");
    check(
        TOPIC_TEXT.matcher(topicPrefix).matches() && topicPrefix.length() <= MAX_PREFIX_LENGTH,
        "the topic prefix needs 1 to " + MAX_PREFIX_LENGTH + " of A-Z a-z 0-9 . _ -");
    check(
        sharedTopic == null
            || (TOPIC_TEXT.matcher(sharedTopic).matches() && sharedTopic.length() <= 249),
        "the shared topic's name needs 1 to 249 of A-Z a-z 0-9 . _ -");
    check(partitions >= 1, "partitions must be at least 1, but is " + partitions);
    check(
        replicationFactor == BROKER_DEFAULT
            || (replicationFactor >= 1 && replicationFactor <= Short.MAX_VALUE),
        "replicationFactor must be at least 1, or -1, but is " + replicationFactor);
    check(groupId != null && !groupId.isBlank(), "the group id is missing");
    properties.forEach(
        (name, value) ->
            check(name != null && value != null, "the client property " + name + " has no value"));
    properties = Map.copyOf(properties);
    Set<String> reserved = new TreeSet<>(properties.keySet());
    reserved.retainAll(ClientSettings.RESERVED);
    check(reserved.isEmpty(), "these client properties cannot be set: " + reserved);
  }

  /** The replayers' consumer group of an outbox unless told otherwise. */
  public static String groupOf(OutboxIdentity outbox) {
    return DEFAULT_GROUP_PREFIX + outbox;
  }

  /**
   * The defaults at these brokers: a topic of one partition for each tenant. A replayer needs the
   * group of its outbox besides, see {@link #withGroup}.
   */
  public static KafkaConfig of(String bootstrapServers) {
    return new KafkaConfig(
        bootstrapServers,
        Map.of(),
        DEFAULT_TOPIC_PREFIX,
        null,
        1,
        BROKER_DEFAULT,
        groupOf(OutboxIdentity.NONE));
  }

  /** The same with these further client properties. */
  public KafkaConfig withProperties(Map<String, String> newProperties) {
    return new KafkaConfig(
        bootstrapServers,
        newProperties,
        topicPrefix,
        sharedTopic,
        partitions,
        replicationFactor,
        groupId);
  }

  /** The same with one topic for all tenants. */
  public KafkaConfig withSharedTopic(String topic, int newPartitions) {
    check(topic != null, "the shared topic's name is missing");
    return new KafkaConfig(
        bootstrapServers,
        properties,
        topicPrefix,
        topic,
        newPartitions,
        replicationFactor,
        groupId);
  }

  /** The same with another consumer group. */
  public KafkaConfig withGroup(String newGroupId) {
    return withNames(topicPrefix, newGroupId);
  }

  /** The same under another prefix and group, apart from all that share the brokers. */
  public KafkaConfig withNames(String newTopicPrefix, String newGroupId) {
    return new KafkaConfig(
        bootstrapServers,
        properties,
        newTopicPrefix,
        sharedTopic,
        partitions,
        replicationFactor,
        newGroupId);
  }

  /** Shows the names of the client properties, and no value of theirs. */
  @Override
  public String toString() {
    return "KafkaConfig[bootstrapServers="
        + bootstrapServers
        + ", properties="
        + new TreeSet<>(properties.keySet())
        + ", topics="
        + (sharedTopic == null ? topicPrefix + "*" : sharedTopic)
        + ", partitions="
        + partitions
        + ", replicationFactor="
        + replicationFactor
        + ", groupId="
        + groupId
        + "]";
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException("Kafka: " + message);
    }
  }
}
