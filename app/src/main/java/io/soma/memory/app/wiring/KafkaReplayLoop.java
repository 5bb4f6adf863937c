package io.soma.memory.app.wiring;

import io.soma.memory.kafka.KafkaConfig;
import io.soma.memory.kafka.KafkaReplayConsumer;
import io.soma.memory.ports.driving.EventReplay;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Runs the replay consumer on a thread of its own. */
@Singleton
final class KafkaReplayLoop implements Background {

  private final KafkaConfig config;
  private final EventReplay replay;
  private final ExecutorService workers =
      Executors.newCachedThreadPool(Threads.named("soma-replay"));
  private @Nullable KafkaReplayConsumer consumer;
  private @Nullable Thread thread;

  @Inject
  KafkaReplayLoop(KafkaConfig config, EventReplay replay) {
    this.config = config;
    this.replay = replay;
  }

  @Override
  public synchronized void start() {
    KafkaReplayConsumer started = KafkaReplayConsumer.create(config, replay, workers);
    consumer = started;
    thread = Threads.named("soma-replay-poll").newThread(started::run);
    thread.start();
  }

  @Override
  public synchronized void stop() {
    if (consumer != null) {
      consumer.close();
    }
    workers.shutdown();
  }
}
