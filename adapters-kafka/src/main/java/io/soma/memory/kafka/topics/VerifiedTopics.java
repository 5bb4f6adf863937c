package io.soma.memory.kafka.topics;

import io.soma.memory.kafka.connection.ClientSettings;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.supervision.Logs;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;

/**
 * The topics that are known to exist, so that no send waits for one that does not.
 *
 * <p>Safe for many threads; one that waits for its topic's creation keeps no other waiting.
 */
public final class VerifiedTopics {

  private static final Logger LOG = Logs.of(VerifiedTopics.class);

  private final Admin admin;
  private final NewTopicPlan plan;
  private final Runnable created;
  private final Map<String, Integer> partitions = new ConcurrentHashMap<>();
  private final Set<String> checked = ConcurrentHashMap.newKeySet();

  public VerifiedTopics(Admin admin, KafkaConfig config, Runnable created) {
    this.admin = admin;
    this.plan = new NewTopicPlan(config.partitions(), config.replicationFactor());
    this.created = created;
  }

  private record NewTopicPlan(int partitions, int replicationFactor) {
    NewTopic named(String topic) {
      Optional<Short> replicas =
          replicationFactor == KafkaConfig.BROKER_DEFAULT
              ? Optional.empty()
              : Optional.of((short) replicationFactor);
      String bytes = Integer.toString(ClientSettings.MAX_RECORD_BYTES);
      return new NewTopic(topic, Optional.of(partitions), replicas)
          .configs(
              Map.of(
                  TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                  bytes,
                  TopicConfig.COMPRESSION_TYPE_CONFIG,
                  TopicLimits.UNPACKED));
    }
  }

  /**
   * How many partitions a topic has; the first time, it is looked for and created if it is missing.
   *
   * @throws ExecutionException if Kafka did not let us, or did not answer in time
   */
  public int partitionsOf(String topic) throws ExecutionException, InterruptedException {
    Integer known = partitions.get(topic);
    if (known != null) {
      return known;
    }
    int found = findOrCreate(topic);
    partitions.put(topic, found);
    return found;
  }

  /** Looks again the next time: the topic may be gone. */
  public void forget(String topic) {
    partitions.remove(topic);
  }

  private int findOrCreate(String topic) throws ExecutionException, InterruptedException {
    try {
      return find(topic);
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw e;
      }
    }
    return create(topic) ? plan.partitions() : find(topic);
  }

  private int find(String topic) throws ExecutionException, InterruptedException {
    TopicDescription description =
        admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic);
    warnOfItsLimits(topic);
    return Objects.requireNonNull(description, topic).partitions().size();
  }

  // No event waits for the answer, and without the right to ask the brokers' refusal says it later.
  private void warnOfItsLimits(String topic) {
    if (!checked.add(topic)) {
      return;
    }
    KafkaFuture<Config> settings =
        admin.describeConfigs(TopicLimits.of(List.of(topic))).values().get(TopicLimits.of(topic));
    if (settings != null) {
      var unused =
          settings.whenComplete(
              (found, failure) -> {
                if (found != null) {
                  TopicLimits.tooSmall(found).ifPresent(bytes -> warnOfSmallRecords(topic, bytes));
                  if (TopicLimits.takesCompressed(found)) {
                    warnOfCompressedRecords(topic);
                  }
                }
              });
    }
  }

  private static void warnOfCompressedRecords(String topic) {
    LOG.atWarn()
        .addKeyValue("topic", topic)
        .log(
            "Topic {} takes compressed records, of which one can fill a replayer's heap. {}",
            topic,
            TopicLimits.COMPRESSION_MEND);
  }

  private static void warnOfSmallRecords(String topic, int bytes) {
    LOG.atWarn()
        .addKeyValue("topic", topic)
        .log(
            "Topic {} takes records of {} bytes at most, and larger events will fail. {}",
            topic,
            bytes,
            TopicLimits.MEND);
  }

  private boolean create(String topic) throws ExecutionException, InterruptedException {
    try {
      admin.createTopics(List.of(plan.named(topic))).all().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e;
    }
    LOG.info("Created topic {}", topic);
    created.run();
    return true;
  }
}
