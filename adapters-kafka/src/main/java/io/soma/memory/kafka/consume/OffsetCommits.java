package io.soma.memory.kafka.consume;

import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Commits the settled records, up to the first one that is not; for the poll thread.
 *
 * <p>A later commit replaces a failed one; until then a restart only repeats records, so an
 * operator need not know.
 */
final class OffsetCommits {

  private static final Logger LOG = Logs.of(OffsetCommits.class);
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration LOOK_TIMEOUT = Duration.ofSeconds(1);

  private final Consumer<?, ?> consumer;
  private final MonotonicClock clock;
  private boolean underWay;
  private long last;

  OffsetCommits(Consumer<?, ?> consumer, MonotonicClock clock) {
    this.consumer = consumer;
    this.clock = clock;
    this.last = clock.nanos();
  }

  /**
   * Begins a commit if an offset has changed, and the last commit has ended and was a while ago.
   */
  void commitDue(Collection<PartitionState> works) {
    if (underWay || clock.nanos() - last < INTERVAL.toNanos()) {
      return;
    }
    Map<PartitionState, Long> settled = settled(works);
    if (!settled.isEmpty()) {
      underWay = true;
      last = clock.nanos();
      consumer.commitAsync(offsets(settled), (offsets, failure) -> ended(settled, failure));
    }
  }

  /** Commits now and waits, for a few seconds at most. */
  void commitNow(Collection<PartitionState> works) {
    Map<PartitionState, Long> settled = settled(works);
    Map<String, Boolean> gone = new HashMap<>();
    // A commit for a deleted topic is retried until its timeout, and all other work waits.
    settled
        .keySet()
        .removeIf(work -> gone.computeIfAbsent(work.id().topic(), unused -> isGone(work)));
    if (settled.isEmpty()) {
      return;
    }
    try {
      commitSync(settled);
      settled.forEach(PartitionState::committed);
    } catch (KafkaException e) {
      LOG.debug("Offsets are not committed, their records will come again: {}", e.toString());
    }
  }

  private boolean isGone(PartitionState work) {
    try {
      return consumer.partitionsFor(work.id().topic(), LOOK_TIMEOUT).isEmpty();
    } catch (WakeupException e) {
      // The wakeup of the eventLoop, which rings once before it is read.
      return consumer.partitionsFor(work.id().topic(), LOOK_TIMEOUT).isEmpty();
    } catch (KafkaException e) {
      return false;
    }
  }

  private void commitSync(Map<PartitionState, Long> settled) {
    try {
      consumer.commitSync(offsets(settled), COMMIT_TIMEOUT);
    } catch (WakeupException e) {
      // The wakeup of the eventLoop, which rings once before it is read.
      consumer.commitSync(offsets(settled), COMMIT_TIMEOUT);
    }
  }

  private void ended(Map<PartitionState, Long> settled, @Nullable Exception failure) {
    underWay = false;
    if (failure == null) {
      settled.forEach(PartitionState::committed);
    } else {
      LOG.debug("Offsets are not committed yet, will try again: {}", failure.toString());
    }
  }

  private static Map<PartitionState, Long> settled(Collection<PartitionState> works) {
    Map<PartitionState, Long> settled = new HashMap<>();
    for (PartitionState work : works) {
      // A topic that may not be read may not be committed either, and one refusal fails the whole
      // commit.
      if (work.isReadable()) {
        work.committable().ifPresent(offset -> settled.put(work, offset));
      }
    }
    return settled;
  }

  private static Map<TopicPartition, OffsetAndMetadata> offsets(Map<PartitionState, Long> settled) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    settled.forEach((work, offset) -> offsets.put(work.id(), new OffsetAndMetadata(offset)));
    return offsets;
  }
}
