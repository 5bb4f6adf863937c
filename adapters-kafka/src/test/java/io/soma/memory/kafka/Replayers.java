package io.soma.memory.kafka;

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
final class Replayers implements AutoCloseable {

  /** Of a program with short calls, and an outbox that is empty. */
  static final ReplayOptions OPTIONS = new ReplayOptions(Duration.ofSeconds(10), Instant::now);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<KafkaReplayConsumer> started = new ArrayList<>();

  KafkaReplayConsumer start(KafkaConfig config, EventReplay replay) {
    return start(config, replay, OPTIONS, MonotonicClock.SYSTEM);
  }

  KafkaReplayConsumer start(
      KafkaConfig config, EventReplay replay, ReplayOptions options, MonotonicClock clock) {
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
