package io.soma.memory.kafka.consume;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.kafka.record.DecodedRecord;
import io.soma.memory.kafka.record.EventDecoding;
import io.soma.memory.kafka.topics.TenantTopics;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;

/**
 * Puts records into their tenants' queues; a damaged record is skipped, because it cannot be
 * applied. For the poll thread, but for the count.
 */
final class RecordIntake {

  private static final Logger LOG = Logs.of(RecordIntake.class);

  private static final Duration QUIET = Duration.ofHours(1);

  private final TenantTopics topics;
  private final AssignedPartitions partitions;
  private final TenantQueues queues;
  private final MonotonicClock clock;
  private final Map<String, Said> said = new HashMap<>();
  private final AtomicLong damaged = new AtomicLong();

  RecordIntake(
      TenantTopics topics,
      AssignedPartitions partitions,
      TenantQueues queues,
      MonotonicClock clock) {
    this.topics = topics;
    this.partitions = partitions;
    this.queues = queues;
    this.clock = clock;
  }

  void accept(ConsumerRecord<byte[], byte[]> arrived) {
    PartitionState work = partitions.get(new TopicPartition(arrived.topic(), arrived.partition()));
    if (work == null) {
      return;
    }
    DecodedRecord decoded = EventDecoding.decode(arrived, topics);
    if (decoded instanceof DecodedRecord.Event whole) {
      OutboxEvent event = whole.event();
      work.received(arrived.offset(), arrived.serializedValueSize());
      queues.add(new BufferedEvent(work, arrived.offset(), event));
    } else if (decoded instanceof DecodedRecord.Damaged broken) {
      work.skipped(arrived.offset());
      damaged.incrementAndGet();
      sayOnce(work.id(), arrived.offset(), broken.reason());
    }
  }

  // Each may be one of a flood.
  private void sayOnce(TopicPartition from, long offset, String reason) {
    Said before = said.get(from.topic());
    if (before != null && clock.nanos() - before.nanos() <= QUIET.toNanos()) {
      said.put(from.topic(), new Said(before.nanos(), before.more() + 1));
      return;
    }
    said.put(from.topic(), new Said(clock.nanos(), 0));
    LOG.warn(
        "Passes over offset {} of {}, which is no event: {} ({} more in this topic since the last"
            + " such line)",
        offset,
        from,
        reason,
        before == null ? 0 : before.more());
  }

  /** When a topic's last line was, and how many records it might have been of since. */
  private record Said(long nanos, long more) {}

  /** How many records were skipped; for any thread. */
  long damaged() {
    return damaged.get();
  }
}
