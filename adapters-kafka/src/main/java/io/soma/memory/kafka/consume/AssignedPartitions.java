package io.soma.memory.kafka.consume;

import io.soma.memory.kafka.connection.ClientSettings;
import io.soma.memory.supervision.Logs;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/** The partitions that are ours at present; for the poll thread. */
final class AssignedPartitions {

  private static final Logger LOG = Logs.of(AssignedPartitions.class);

  private final Consumer<?, ?> consumer;
  private final long maxBytes;
  private final long maxHeldBytes;
  private final Map<TopicPartition, PartitionState> works = new HashMap<>();

  private boolean full;

  /**
   * Nothing assigned yet.
   *
   * @param maxBytes of bodies in memory, from which on a partition is fetched no further
   * @param maxHeldBytes of the heap, for the records of all partitions, from which on none is
   *     fetched until half of them is free
   */
  AssignedPartitions(Consumer<?, ?> consumer, long maxBytes, long maxHeldBytes) {
    this.consumer = consumer;
    this.maxBytes = maxBytes;
    this.maxHeldBytes = maxHeldBytes;
  }

  /** New ones, which are not fetched before they are started. */
  void add(Collection<TopicPartition> assigned) {
    assigned.forEach(id -> works.putIfAbsent(id, new PartitionState(id)));
    adjustFetching();
  }

  /** Those of {@code ids} that are ours, from now on stopped. */
  List<PartitionState> stop(Collection<TopicPartition> ids) {
    List<PartitionState> stopped = ids.stream().map(works::get).filter(Objects::nonNull).toList();
    stopped.forEach(PartitionState::stop);
    return stopped;
  }

  void remove(Collection<TopicPartition> gone) {
    works.keySet().removeAll(gone);
  }

  @Nullable PartitionState get(TopicPartition id) {
    return works.get(id);
  }

  Collection<PartitionState> all() {
    return Collections.unmodifiableCollection(works.values());
  }

  /** Those of a topic. */
  List<PartitionState> ofTopic(String topic) {
    return works.values().stream().filter(work -> work.id().topic().equals(topic)).toList();
  }

  boolean hasTopic(String topic) {
    return works.keySet().stream().anyMatch(id -> id.topic().equals(topic));
  }

  /** Fetches those that may be fetched now, and only those; the consumer polls on all the same. */
  void adjustFetching() {
    lookForRoom();
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    for (PartitionState work : works.values()) {
      boolean wanted = !full && work.mayFetch(maxBytes);
      if (wanted != work.isFetching()) {
        (wanted ? resume : pause).add(work.id());
        work.fetching(wanted);
        work.readAhead(wanted ? 0 : readAhead(work.id()));
      }
    }
    if (!pause.isEmpty()) {
      consumer.pause(pause);
    }
    if (!resume.isEmpty()) {
      consumer.resume(resume);
    }
  }

  // In an outage every tenant waits with what was fetched of its partition.
  private void lookForRoom() {
    long held = works.values().stream().mapToLong(PartitionState::heldBytes).sum();
    if (!full && held > maxHeldBytes) {
      full = true;
      LOG.warn(
          "Events that wait take {} MiB, a quarter of the heap, so no more are read from Kafka"
              + " until some are delivered; where tenants wait for others here, give the"
              + " process more heap, or run more of them",
          held >> 20);
    } else if (full && held < maxHeldBytes / 2) {
      full = false;
      LOG.info("There is room again for events from Kafka");
    }
  }

  // The client asks for a partition's next records before its first ones are looked at.
  private long readAhead(TopicPartition id) {
    OptionalLong behind = consumer.currentLag(id);
    return behind.isPresent() && behind.getAsLong() == 0 ? 0 : ClientSettings.PARTITION_FETCH_BYTES;
  }
}
