package io.soma.memory.kafka.publish;

import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;

/** The producer of all tenants; a new one takes the place of one that is beyond use. */
public final class ReplaceableProducer implements AutoCloseable {

  private static final Logger LOG = Logs.of(ReplaceableProducer.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final Supplier<Producer<byte[], byte[]>> factory;
  private volatile Producer<byte[], byte[]> current;
  private boolean closed;

  public ReplaceableProducer(Supplier<Producer<byte[], byte[]>> factory) {
    this.factory = factory;
    this.current = factory.get();
  }

  Producer<byte[], byte[]> current() {
    return current;
  }

  /** Replaces a producer; does nothing if it was replaced already, or after the close. */
  synchronized void replace(Producer<byte[], byte[]> broken) {
    if (broken == current && !closed) {
      LOG.warn("The Kafka producer is beyond use; a new one takes its place");
      current = factory.get();
      broken.close(Duration.ZERO);
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    current.close(CLOSE_TIMEOUT);
  }
}
