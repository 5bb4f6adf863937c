package io.soma.memory.kafka.topics;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.connection.ClientSettings;
import io.soma.memory.kafka.connection.ClientStart;
import io.soma.memory.kafka.connection.KafkaConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the brokers answer, and grant the rights that the transport needs; it changes nothing
 * there.
 */
public final class KafkaAccess {

  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(10);

  private final List<String> problems = new ArrayList<>();

  private KafkaAccess() {}

  /**
   * The obstacles, in words; empty if there are none. It checks at most 1 000 existing topics.
   * Where the brokers do not answer it takes ten seconds.
   */
  public static List<String> problems(KafkaConfig config) {
    KafkaAccess access = new KafkaAccess();
    try (Admin admin = ClientStart.started(() -> Admin.create(ClientSettings.admin(config)))) {
      access.look(admin, config);
    } catch (IllegalArgumentException e) {
      access.problems.add(String.valueOf(e.getMessage()));
    } catch (KafkaException e) {
      access.problems.add(inWords(e));
    }
    return List.copyOf(access.problems);
  }

  private void look(Admin admin, KafkaConfig config) {
    if (!answers(config.bootstrapServers(), admin.describeCluster().nodes())) {
      return;
    }
    String topic = new TenantTopics(config).topicOf(new TenantId("soma-check"));
    Optional<Short> replicas =
        config.replicationFactor() == KafkaConfig.BROKER_DEFAULT
            ? Optional.empty()
            : Optional.of((short) config.replicationFactor());
    answers(
        "creating topics such as " + topic,
        admin
            .createTopics(
                List.of(new NewTopic(topic, Optional.of(config.partitions()), replicas)),
                new CreateTopicsOptions().validateOnly(true))
            .all());
    lookAtGroup(admin, config);
    problems.addAll(new TopicsCheck(admin, new TenantTopics(config), ANSWER_TIMEOUT).problems());
  }

  // Commits an offset for a topic that does not exist. Kafka always refuses that, and its reason
  // shows the rights: Kafka checks the group's right first, then those of topics under the prefix.
  // So this works before there are any topics.
  private void lookAtGroup(Admin admin, KafkaConfig config) {
    String group = config.groupId();
    if (!answers(
        "the consumer group " + group,
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())) {
      return;
    }
    TenantId nobody = new TenantId("soma-check-" + UUID.randomUUID());
    TopicPartition none = new TopicPartition(new TenantTopics(config).topicOf(nobody), 0);
    if (config.sharedTopic() == null) {
      answers(
          "committing offsets in the consumer group "
              + group
              + ", and reading topics such as "
              + none.topic(),
          admin
              .alterConsumerGroupOffsets(group, Map.of(none, new OffsetAndMetadata(0)))
              .partitionResult(none));
    }
  }

  private boolean answers(String what, KafkaFuture<?> answer) {
    try {
      answer.get(ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      problems.add(what + ": no answer within " + ANSWER_TIMEOUT.toSeconds() + " s");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException
          || e.getCause() instanceof UnknownTopicOrPartitionException) {
        return true;
      }
      problems.add(what + ": " + inWords(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      problems.add(what + ": interrupted");
    }
    return false;
  }

  // The messages of Kafka's client name hosts, topics and groups, and no secret.
  private static String inWords(@Nullable Throwable e) {
    return e == null ? "failed" : e.getClass().getSimpleName() + ": " + e.getMessage();
  }
}
