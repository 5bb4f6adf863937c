package io.soma.memory.kafka.consume;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.kafka.record.Decoded;
import io.soma.memory.kafka.record.EventDecoding;
import io.soma.memory.kafka.topics.TenantTopics;
import io.soma.memory.supervision.Logs;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;

/**
 * Puts records into their tenants' lanes; a damaged record is skipped, because it cannot be
 * applied.
 */
final class RecordIntake {

  private static final Logger LOG = Logs.of(RecordIntake.class);

  private final TenantTopics topics;
  private final AssignedPartitions partitions;
  private final TenantLanes lanes;
  private final AtomicLong damaged = new AtomicLong();

  RecordIntake(TenantTopics topics, AssignedPartitions partitions, TenantLanes lanes) {
    this.topics = topics;
    this.partitions = partitions;
    this.lanes = lanes;
  }

  void accept(ConsumerRecord<byte[], byte[]> arrived) {
    PartitionWork work = partitions.get(new TopicPartition(arrived.topic(), arrived.partition()));
    if (work == null) {
      return;
    }
    Decoded decoded = EventDecoding.decode(arrived, topics);
    if (decoded instanceof Decoded.Event whole) {
      OutboxEvent event = whole.event();
      work.received(arrived.offset(), arrived.serializedValueSize());
      lanes.add(new Held(work, arrived.offset(), event));
    } else if (decoded instanceof Decoded.Damaged broken) {
      work.skipped(arrived.offset());
      damaged.incrementAndGet();
      LOG.warn(
          "Passes over offset {} of {}, which is no event: {}",
          arrived.offset(),
          work.id(),
          broken.reason());
    }
  }

  /** How many records were skipped; for any thread. */
  long damaged() {
    return damaged.get();
  }
}
