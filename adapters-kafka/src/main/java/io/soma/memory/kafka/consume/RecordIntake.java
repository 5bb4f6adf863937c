package io.soma.memory.kafka.consume;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.kafka.record.DecodedRecord;
import io.soma.memory.kafka.record.EventDecoding;
import io.soma.memory.kafka.topics.TenantTopics;
import io.soma.memory.supervision.Logs;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;

/**
 * Puts records into their tenants' queues; a damaged record is skipped, because it cannot be
 * applied.
 */
final class RecordIntake {

  private static final Logger LOG = Logs.of(RecordIntake.class);

  private final TenantTopics topics;
  private final AssignedPartitions partitions;
  private final TenantQueues queues;
  private final AtomicLong damaged = new AtomicLong();

  RecordIntake(TenantTopics topics, AssignedPartitions partitions, TenantQueues queues) {
    this.topics = topics;
    this.partitions = partitions;
    this.queues = queues;
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
