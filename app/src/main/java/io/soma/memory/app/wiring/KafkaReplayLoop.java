package io.soma.memory.app.wiring;

import io.soma.memory.kafka.KafkaConfig;
import io.soma.memory.kafka.KafkaReplayConsumer;
import io.soma.memory.ports.driving.EventReplay;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Runs the replay consumer on a thread of its own. */
@Singleton
final class KafkaReplayLoop implements Background {

  private final KafkaConfig config;
  private final Provider<EventReplay> replay;
  private final BackgroundParts parts;
  private final ExecutorService workers =
      Executors.newCachedThreadPool(Threads.named("soma-replay"));
  private volatile @Nullable KafkaReplayConsumer consumer;

  @Inject
  KafkaReplayLoop(KafkaConfig config, Provider<EventReplay> replay, BackgroundParts parts) {
    this.config = config;
    this.replay = replay;
    this.parts = parts;
  }

  @Override
  public synchronized void start() {
    if (!parts.replay()) {
      return;
    }
    KafkaReplayConsumer started =
        KafkaStart.inOurWords(() -> KafkaReplayConsumer.create(config, replay.get(), workers));
    consumer = started;
    Threads.named("soma-replay-poll").newThread(started::run).start();
  }

  /** Has the consumer look for new topics at once. */
  void refreshTopics() {
    KafkaReplayConsumer running = consumer;
    if (running != null) {
      running.refreshTopics();
    }
  }

  @Override
  public synchronized void stop() {
    KafkaReplayConsumer running = consumer;
    if (running != null) {
      running.close();
    }
    workers.shutdown();
  }
}
