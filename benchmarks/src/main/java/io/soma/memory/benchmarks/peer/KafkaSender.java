package io.soma.memory.benchmarks.peer;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;

/** Sends an event for an outbox that hands over one at a time; safe for many threads. */
public final class KafkaSender implements EventSender, AutoCloseable {

  private final String topicPrefix;
  private final KafkaProducer<byte[], byte[]> producer;

  /** Sends to the topic of this prefix and the tenant. */
  public KafkaSender(String brokers, String topicPrefix) {
    this.topicPrefix = topicPrefix;
    this.producer = Producers.open(brokers, 0);
  }

  @Override
  public void send(String tenant, int number, String body) {
    try {
      producer.send(Producers.event(topicPrefix + tenant, tenant, number, body)).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
