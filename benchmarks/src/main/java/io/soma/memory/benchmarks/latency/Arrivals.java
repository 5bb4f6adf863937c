package io.soma.memory.benchmarks.latency;

import io.soma.memory.benchmarks.stage.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;

/** When records become visible to a consumer of a topic that is ordered. */
final class Arrivals implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(500);

  private final BlockingQueue<Long> nanos = new LinkedBlockingQueue<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread;

  /** Consumes from where the topic ends now. */
  Arrivals(Topics topic, Map<TopicPartition, Long> ends) {
    consumer = topic.consumer();
    consumer.assign(topic.partitions());
    ends.forEach(consumer::seek);
    thread = new Thread(this::consume, "arrivals");
    thread.start();
  }

  /** The time at which the next record was there. */
  long next() throws InterruptedException {
    return nanos.take();
  }

  private void consume() {
    try {
      while (true) {
        consumer.poll(POLL).forEach(record -> nanos.add(System.nanoTime()));
      }
    } catch (WakeupException e) {
      consumer.close();
    }
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
  }
}
