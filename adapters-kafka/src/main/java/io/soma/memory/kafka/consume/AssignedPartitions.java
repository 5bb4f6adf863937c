package io.soma.memory.kafka.consume;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** The partitions that are ours at present; for the poll thread. */
final class AssignedPartitions {

  private final Consumer<?, ?> consumer;
  private final long maxBytes;
  private final Map<TopicPartition, PartitionState> works = new HashMap<>();

  /**
   * Nothing assigned yet.
   *
   * @param maxBytes of bodies in memory, from which on a partition is fetched no further
   */
  AssignedPartitions(Consumer<?, ?> consumer, long maxBytes) {
    this.consumer = consumer;
    this.maxBytes = maxBytes;
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
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    for (PartitionState work : works.values()) {
      boolean wanted = work.mayFetch(maxBytes);
      if (wanted != work.isFetching()) {
        (wanted ? resume : pause).add(work.id());
        work.fetching(wanted);
      }
    }
    if (!pause.isEmpty()) {
      consumer.pause(pause);
    }
    if (!resume.isEmpty()) {
      consumer.resume(resume);
    }
  }
}
