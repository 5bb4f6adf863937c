package io.soma.memory.kafka;

import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.consume.ConsumerOptions;
import io.soma.memory.kafka.consume.KafkaReplayConsumer;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driving.EventReplay;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Replay consumers, each running on a thread of its own until the test ends. */
public final class Replayers implements AutoCloseable {

  /** Of a program with short calls, and an outbox that is empty. */
  public static final ConsumerOptions OPTIONS =
      new ConsumerOptions(Duration.ofSeconds(10), Instant::now);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<KafkaReplayConsumer> started = new ArrayList<>();

  public KafkaReplayConsumer start(KafkaConfig config, EventReplay replay) {
    return start(config, replay, OPTIONS, MonotonicClock.SYSTEM);
  }

  public KafkaReplayConsumer start(
      KafkaConfig config, EventReplay replay, ConsumerOptions options, MonotonicClock clock) {
    KafkaReplayConsumer consumer =
        KafkaReplayConsumer.create(config, replay, threads, options, clock);
    started.add(consumer);
    threads.execute(consumer);
    return consumer;
  }

  /** Begins to close a consumer. */
  CompletableFuture<Void> closing(KafkaReplayConsumer consumer) {
    return CompletableFuture.runAsync(consumer::close, threads);
  }

  @Override
  public void close() {
    started.forEach(KafkaReplayConsumer::close);
    threads.shutdownNow();
  }
}
