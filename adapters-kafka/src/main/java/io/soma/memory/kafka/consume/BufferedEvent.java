package io.soma.memory.kafka.consume;

import io.soma.memory.domain.outbox.OutboxEvent;

/** An event in memory, and where it came from. */
record BufferedEvent(PartitionState partition, long offset, OutboxEvent event) {

  void settle() {
    partition.settled(offset);
  }
}
