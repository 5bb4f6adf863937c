package io.soma.memory.kafka;

import io.soma.memory.ports.driving.EventReplay;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Replay consumers, each running on a thread of its own until the test ends. */
final class Replayers implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<KafkaReplayConsumer> started = new ArrayList<>();

  KafkaReplayConsumer start(KafkaConfig config, EventReplay replay) {
    KafkaReplayConsumer consumer = KafkaReplayConsumer.create(config, replay, threads);
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
