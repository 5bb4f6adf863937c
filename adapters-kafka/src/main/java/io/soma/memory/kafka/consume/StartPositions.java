package io.soma.memory.kafka.consume;

import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;

/**
 * Lets an assigned partition be fetched only when it is known where to begin; for the poll thread.
 * The look-up runs on another thread, so that a partition with a slow or failed look-up delays no
 * other.
 */
final class StartPositions {

  private static final Logger LOG = Logs.of(StartPositions.class);
  private static final Duration NEXT_LOOK = Duration.ofSeconds(2);

  private final Consumer<?, ?> consumer;
  private final AssignedPartitions partitions;
  private final StartLookup lookup;
  private final Executor executor;
  private final EventLoopQueue eventLoop;
  private final MonotonicClock clock;
  private final Set<TopicPartition> waiting = new HashSet<>();
  private boolean looking;
  private boolean failing;
  private long nextLook;

  StartPositions(
      Consumer<?, ?> consumer,
      AssignedPartitions partitions,
      StartLookup lookup,
      Executor executor,
      EventLoopQueue eventLoop,
      MonotonicClock clock) {
    this.consumer = consumer;
    this.partitions = partitions;
    this.lookup = lookup;
    this.executor = executor;
    this.eventLoop = eventLoop;
    this.clock = clock;
  }

  /** New partitions: none of them is fetched before its start is known. */
  void assigned(Collection<TopicPartition> assigned) {
    for (TopicPartition id : assigned) {
      PartitionState work = partitions.get(id);
      if (work != null && !work.isStarted()) {
        waiting.add(id);
      }
    }
    nextLook = clock.nanos();
    lookDue();
  }

  /** Looks for the starts that are not known yet, if the last look was a while ago. */
  void lookDue() {
    waiting.removeIf(id -> partitions.get(id) == null);
    if (waiting.isEmpty() || looking || clock.nanos() - nextLook < 0) {
      return;
    }
    looking = true;
    nextLook = clock.nanos() + NEXT_LOOK.toNanos();
    Map<TopicPartition, PartitionState> asked = new HashMap<>();
    waiting.forEach(id -> asked.put(id, partitions.get(id)));
    try {
      executor.execute(() -> look(asked));
    } catch (RuntimeException | Error e) {
      failed(e);
    }
  }

  // The one method here that runs on a thread of the executor.
  private void look(Map<TopicPartition, PartitionState> asked) {
    Runnable result;
    try {
      Map<TopicPartition, OptionalLong> found = lookup.find(Set.copyOf(asked.keySet()));
      result = () -> found(asked, found);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result = () -> failed(e);
    } catch (Exception | Error e) {
      result = () -> failed(e);
    }
    eventLoop.post(result);
  }

  private void found(
      Map<TopicPartition, PartitionState> asked, Map<TopicPartition, OptionalLong> found) {
    looking = false;
    failing = false;
    asked.forEach(
        (id, work) -> {
          OptionalLong start = found.get(id);
          // It may have gone, and come back as another work, in the meantime.
          if (start != null && partitions.get(id) == work) {
            begin(work, start);
          }
        });
  }

  private void begin(PartitionState work, OptionalLong start) {
    waiting.remove(work.id());
    if (start.isPresent()) {
      LOG.info("The group is new in {} and begins at offset {}", work.id(), start.getAsLong());
      consumer.seek(work.id(), start.getAsLong());
      // Committed with the others at once: a later look-up might find another place.
      work.skipped(start.getAsLong() - 1);
    }
    work.start();
  }

  private void failed(Throwable failure) {
    looking = false;
    if (!failing) {
      failing = true;
      LOG.warn(
          "Where to begin in {} new partitions cannot be told yet, will try again: {}",
          waiting.size(),
          failure.toString());
    }
    LOG.debug("Where to begin cannot be told yet", failure);
  }
}
