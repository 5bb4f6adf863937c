package io.soma.memory.kafka.topics;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.connection.ClientSettings;
import io.soma.memory.kafka.connection.ClientStart;
import io.soma.memory.kafka.connection.KafkaAccessException;
import io.soma.memory.kafka.connection.KafkaConfig;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListGroupsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/**
 * The topics of single tenants that no events travel through any more, so that they can go. A topic
 * that is not a tenant's own under the configured prefix is never touched. Not safe for several
 * threads.
 */
public final class IdleTopics implements AutoCloseable {

  private final Admin admin;
  private final TenantTopics topics;
  private final String ownGroup;

  private IdleTopics(Admin admin, KafkaConfig config) {
    this.admin = admin;
    this.topics = new TenantTopics(config);
    this.ownGroup = config.groupId();
  }

  /**
   * Connects.
   *
   * @throws IllegalArgumentException if no client can be made with the configuration
   */
  public static IdleTopics open(KafkaConfig config) {
    Admin admin = ClientStart.started(() -> Admin.create(ClientSettings.admin(config)));
    return new IdleTopics(admin, config);
  }

  /**
   * Every tenant's own topic, by its name.
   *
   * @throws KafkaAccessException if Kafka does not answer, or does not let us
   */
  public Map<String, TenantId> find() {
    Map<String, TenantId> found = new TreeMap<>();
    for (String topic : KafkaAccessException.of("listing the topics", admin.listTopics().names())) {
      if (!topic.equals(topics.shared())) {
        topics.tenantOf(topic).ifPresent(tenant -> found.put(topic, tenant));
      }
    }
    return found;
  }

  /**
   * Why a topic must stay: it holds a record that is younger than a time, or one that a consumer
   * group has not read. Empty if it may go, as far as Kafka knows.
   *
   * @throws KafkaAccessException if Kafka does not answer, or does not let us
   */
  public Optional<String> reasonToKeep(String topic, Instant youngest) {
    List<TopicPartition> partitions = partitionsOf(topic);
    Map<TopicPartition, ListOffsetsResultInfo> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, ListOffsetsResultInfo> starts = offsets(partitions, OffsetSpec.earliest());
    List<TopicPartition> filled =
        partitions.stream().filter(each -> offset(starts, each) < offset(ends, each)).toList();
    for (ListOffsetsResultInfo newest : offsets(filled, OffsetSpec.maxTimestamp()).values()) {
      if (newest.timestamp() >= youngest.toEpochMilli()) {
        return Optional.of("a record of " + Instant.ofEpochMilli(newest.timestamp()));
      }
    }
    for (String group : groups()) {
      Optional<String> unread = unread(group, filled, ends);
      if (unread.isPresent()) {
        return unread;
      }
    }
    return Optional.empty();
  }

  /**
   * Removes a topic with all its records; harmless where it is gone.
   *
   * @throws KafkaAccessException if Kafka does not answer, or does not let us
   * @throws IllegalArgumentException if it is not a tenant's own topic under the prefix
   */
  public void remove(String topic) {
    if (topics.tenantOf(topic).isEmpty() || topic.equals(topics.shared())) {
      throw new IllegalArgumentException(topic + " is not a tenant's own topic");
    }
    try {
      admin.deleteTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw KafkaAccessException.of("removing " + topic, e);
      }
    } catch (InterruptedException e) {
      throw KafkaAccessException.interrupted("removing " + topic, e);
    }
  }

  // A topic that our own replayers have never read from may hold records that they have yet to
  // read.
  private Optional<String> unread(
      String group, List<TopicPartition> filled, Map<TopicPartition, ListOffsetsResultInfo> ends) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        KafkaAccessException.of(
            "the consumer group " + group,
            admin
                .listConsumerGroupOffsets(
                    Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(filled)))
                .partitionsToOffsetAndMetadata(group));
    for (TopicPartition partition : filled) {
      @Nullable OffsetAndMetadata position = committed.get(partition);
      if (position == null && group.equals(ownGroup)) {
        return Optional.of("records that the consumer group " + group + " has not read");
      }
      if (position != null && position.offset() < offset(ends, partition)) {
        return Optional.of(
            (offset(ends, partition) - position.offset())
                + " records that the consumer group "
                + group
                + " has not read");
      }
    }
    return Optional.empty();
  }

  private List<String> groups() {
    List<String> groups = new ArrayList<>(List.of(ownGroup));
    Collection<GroupListing> listed =
        KafkaAccessException.of(
            "listing the consumer groups",
            admin.listGroups(ListGroupsOptions.forConsumerGroups()).all());
    listed.stream()
        .map(GroupListing::groupId)
        .filter(id -> !id.equals(ownGroup))
        .forEach(groups::add);
    return groups;
  }

  private List<TopicPartition> partitionsOf(String topic) {
    Map<String, TopicDescription> described =
        KafkaAccessException.of(topic, admin.describeTopics(List.of(topic)).allTopicNames());
    return described.values().stream()
        .flatMap(description -> description.partitions().stream())
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  private Map<TopicPartition, ListOffsetsResultInfo> offsets(
      List<TopicPartition> partitions, OffsetSpec spec) {
    return KafkaAccessException.of(
        "the offsets of " + partitions,
        admin
            .listOffsets(partitions.stream().collect(Collectors.toMap(each -> each, each -> spec)))
            .all());
  }

  private static long offset(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    @Nullable ListOffsetsResultInfo info = offsets.get(partition);
    return info == null ? 0 : info.offset();
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
