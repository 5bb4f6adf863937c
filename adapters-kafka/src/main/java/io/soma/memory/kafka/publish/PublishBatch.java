package io.soma.memory.kafka.publish;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.kafka.record.EventRecords;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * One call of {@link KafkaEventPublisher#publish}: sends the events of a tenant in order and counts
 * the acknowledged ones, up to the first failure.
 *
 * <p>No more bytes than the window, or else a single record, are on their way at a time, so that no
 * tenant fills the producer's buffer.
 */
final class PublishBatch {

  // Far beyond delivery.timeout.ms, within which every record is acknowledged or failed.
  private static final long ACKNOWLEDGEMENT_SECONDS = 60;

  private final Producer<byte[], byte[]> producer;
  private final int windowBytes;
  private final Deque<InFlight> inFlight = new ArrayDeque<>();
  private int bytes;
  private int acknowledged;

  PublishBatch(Producer<byte[], byte[]> producer, int windowBytes) {
    this.producer = producer;
    this.windowBytes = windowBytes;
  }

  private record InFlight(Future<RecordMetadata> result, int bytes) {}

  /**
   * Returns when all are acknowledged.
   *
   * @throws ExecutionException if one failed; those before it are counted
   */
  void send(List<OutboxEvent> events, String topic, int partition)
      throws ExecutionException, InterruptedException, TimeoutException {
    for (OutboxEvent event : events) {
      send(EventRecords.encode(event, topic, partition));
    }
    awaitUntilAtMost(0);
  }

  /** How many events, from the first on, are acknowledged so far. */
  int acknowledged() {
    return acknowledged;
  }

  private void send(ProducerRecord<byte[], byte[]> next)
      throws ExecutionException, InterruptedException, TimeoutException {
    int size = next.value().length;
    awaitUntilAtMost(windowBytes - size);
    Future<RecordMetadata> result = producer.send(next);
    inFlight.add(new InFlight(result, size));
    bytes += size;
    if (result.isDone()) {
      // Failed before it left, most likely: the next would only wait as long again.
      awaitUntilAtMost(0);
    }
  }

  private void awaitUntilAtMost(int limit)
      throws ExecutionException, InterruptedException, TimeoutException {
    while (bytes > limit && !inFlight.isEmpty()) {
      InFlight oldest = inFlight.remove();
      oldest.result().get(ACKNOWLEDGEMENT_SECONDS, TimeUnit.SECONDS);
      bytes -= oldest.bytes();
      acknowledged++;
    }
  }
}
