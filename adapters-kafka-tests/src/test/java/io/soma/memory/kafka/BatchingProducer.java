package io.soma.memory.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends its records as one batch when a caller waits for any of them, and fails the whole batch if
 * a broker would refuse one record in it, as Kafka does.
 */
public final class BatchingProducer extends MockProducer<byte[], byte[]> {

  private final Predicate<String> refused;
  private final List<Unsent> batch = new ArrayList<>();
  private final List<Integer> batchSizes = new ArrayList<>();
  private boolean broken;
  private boolean ended;

  public BatchingProducer(Predicate<String> refused) {
    super(true, null, new ByteArraySerializer(), new ByteArraySerializer());
    this.refused = refused;
  }

  private record Unsent(String body, CompletableFuture<RecordMetadata> result) {}

  /** From now on every send throws, as after a fatal error. */
  void breakForEver() {
    broken = true;
  }

  boolean isEnded() {
    return ended;
  }

  /** How many records went together, in order of the batches. */
  public List<Integer> batchSizes() {
    return batchSizes;
  }

  @Override
  public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> sent) {
    if (broken) {
      throw new KafkaException("the producer is in an error state");
    }
    CompletableFuture<RecordMetadata> result =
        new CompletableFuture<>() {
          @Override
          public RecordMetadata get(long timeout, TimeUnit unit)
              throws InterruptedException, ExecutionException {
            if (!isDone()) {
              sendBatch();
            }
            return get();
          }
        };
    batch.add(new Unsent(new String(sent.value(), UTF_8), result));
    return result;
  }

  @Override
  public void close(Duration timeout) {
    ended = true;
  }

  private void sendBatch() {
    if (batch.isEmpty()) {
      return;
    }
    batchSizes.add(batch.size());
    boolean fails = batch.stream().anyMatch(unsent -> refused.test(unsent.body()));
    for (Unsent unsent : batch) {
      if (!fails) {
        unsent.result().complete(new RecordMetadata(new TopicPartition("t", 0), 0, 0, 0, 0, 0));
      } else if (refused.test(unsent.body())) {
        unsent.result().completeExceptionally(new InvalidRecordException("refused"));
      } else {
        unsent.result().completeExceptionally(new KafkaException("part of a refused batch"));
      }
    }
    batch.clear();
  }
}
