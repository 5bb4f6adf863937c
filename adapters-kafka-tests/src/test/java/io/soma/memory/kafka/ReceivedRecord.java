package io.soma.memory.kafka;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/** A record as a consumer gets it. */
public final class ReceivedRecord {

  private ReceivedRecord() {}

  /** A sent record as it arrives. */
  public static ConsumerRecord<byte[], byte[]> of(ProducerRecord<byte[], byte[]> sent) {
    return new ConsumerRecord<>(
        sent.topic(),
        sent.partition(),
        0,
        0,
        TimestampType.CREATE_TIME,
        sent.key() == null ? -1 : sent.key().length,
        sent.value() == null ? -1 : sent.value().length,
        sent.key(),
        sent.value(),
        sent.headers(),
        Optional.empty());
  }
}
