package io.soma.memory.kafka.consume;

import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Begins at the oldest event that may be unconfirmed: earlier records are of no use to a new group,
 * and the whole retention of a topic may be millions of records.
 */
final class OldestEventLookup implements StartLookup {

  private static final Logger LOG = Logs.of(OldestEventLookup.class);

  // Records have the clocks of the processes that published them, and rows that of the database.
  private static final Duration CLOCK_MARGIN = Duration.ofHours(1);

  private final Supplier<Admin> connect;
  private final String group;
  private final Supplier<Instant> oldestUnconfirmed;
  private @Nullable Admin connected;
  private boolean closed;

  /**
   * A lookup that connects with its first use.
   *
   * @param oldestUnconfirmed see {@link ConsumerOptions}
   */
  OldestEventLookup(Supplier<Admin> connect, String group, Supplier<Instant> oldestUnconfirmed) {
    this.connect = connect;
    this.group = group;
    this.oldestUnconfirmed = oldestUnconfirmed;
  }

  @Override
  public Map<TopicPartition, OptionalLong> find(Set<TopicPartition> partitions) throws Exception {
    Admin admin = admin();
    Map<TopicPartition, OffsetAndMetadata> committed = committed(admin, partitions);
    Map<TopicPartition, OptionalLong> found = new HashMap<>();
    Set<TopicPartition> unknown = new HashSet<>();
    for (TopicPartition partition : partitions) {
      if (committed.get(partition) == null) {
        unknown.add(partition);
      } else {
        found.put(partition, OptionalLong.empty());
      }
    }
    if (!unknown.isEmpty()) {
      found.putAll(firstSince(oldestUnconfirmed.get().minus(CLOCK_MARGIN), unknown, admin));
    }
    return found;
  }

  private Map<TopicPartition, OffsetAndMetadata> committed(
      Admin admin, Set<TopicPartition> partitions) throws Exception {
    return admin
        .listConsumerGroupOffsets(
            Map.of(group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)))
        .partitionsToOffsetAndMetadata(group)
        .get();
  }

  private static Map<TopicPartition, OptionalLong> firstSince(
      Instant time, Set<TopicPartition> partitions, Admin admin) throws Exception {
    // The ends first: a record that comes between the two looks is found by the second one.
    Map<TopicPartition, Long> ends = offsets(OffsetSpec.latest(), partitions, admin);
    Map<TopicPartition, Long> since =
        offsets(OffsetSpec.forTimestamp(time.toEpochMilli()), ends.keySet(), admin);
    // If the topic has no record that is so young, only records from now on are read.
    since.replaceAll((partition, offset) -> offset < 0 ? ends.getOrDefault(partition, 0L) : offset);
    Map<TopicPartition, OptionalLong> first = new HashMap<>();
    since.forEach((partition, offset) -> first.put(partition, OptionalLong.of(offset)));
    return first;
  }

  private static Map<TopicPartition, Long> offsets(
      OffsetSpec spec, Set<TopicPartition> partitions, Admin admin) throws Exception {
    ListOffsetsResult result =
        admin.listOffsets(
            partitions.stream().collect(Collectors.toMap(partition -> partition, any -> spec)));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : partitions) {
      add(partition, result.partitionResult(partition), offsets);
    }
    return offsets;
  }

  // One partition without a leader, or without rights, keeps no other waiting.
  private static void add(
      TopicPartition partition,
      KafkaFuture<ListOffsetsResultInfo> answer,
      Map<TopicPartition, Long> offsets)
      throws InterruptedException {
    try {
      offsets.put(partition, answer.get().offset());
    } catch (ExecutionException e) {
      LOG.debug("Where to begin in {} is not known yet", partition, e);
    }
  }

  private synchronized Admin admin() throws TimeoutException {
    if (closed) {
      throw new TimeoutException("closed");
    }
    Admin admin = connected == null ? connect.get() : connected;
    connected = admin;
    return admin;
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (connected != null) {
      connected.close(Duration.ZERO);
    }
  }
}
