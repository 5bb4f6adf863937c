package io.soma.memory.app.wiring;

import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.kafka.KafkaConfig;
import io.soma.memory.kafka.KafkaReplayConsumer;
import io.soma.memory.kafka.ReplayOptions;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driving.EventReplay;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Runs the replay consumer on a thread of its own. */
@Singleton
final class KafkaReplayLoop implements Background {

  private final KafkaConfig kafka;
  private final MemoryConfig config;
  private final Provider<EventReplay> replay;
  private final Provider<Outbox> outbox;
  private final InstantSource clock;
  private final BackgroundParts parts;
  private final ExecutorService workers =
      Executors.newCachedThreadPool(Threads.named("soma-replay"));
  private volatile @Nullable KafkaReplayConsumer consumer;

  @Inject
  KafkaReplayLoop(
      KafkaConfig kafka,
      MemoryConfig config,
      Provider<EventReplay> replay,
      Provider<Outbox> outbox,
      InstantSource clock,
      BackgroundParts parts) {
    this.kafka = kafka;
    this.config = config;
    this.replay = replay;
    this.outbox = outbox;
    this.clock = clock;
    this.parts = parts;
  }

  @Override
  public synchronized void start() {
    if (!parts.replay()) {
      return;
    }
    KafkaConfig ofOutbox = withGroup();
    ReplayOptions options =
        new ReplayOptions(config.calls().timeout(), () -> oldestUnconfirmed(outbox.get()));
    KafkaReplayConsumer started =
        KafkaStart.inOurWords(
            () -> KafkaReplayConsumer.create(ofOutbox, replay.get(), workers, options));
    consumer = started;
    Threads.named("soma-replay-poll").newThread(started::run).start();
  }

  // Two outboxes in one group would take each other's records away.
  private KafkaConfig withGroup() {
    return OutboxGroup.isNamed(config)
        ? kafka
        : kafka.withGroup(KafkaConfig.groupOf(outbox.get().identity()));
  }

  private Instant oldestUnconfirmed(Outbox from) {
    return from.backlog().stream()
        .map(TenantBacklog::oldest)
        .min(Comparator.naturalOrder())
        .orElseGet(clock::instant);
  }

  /** Whether events are read at present; false where this process does not replay. */
  boolean isRunning() {
    KafkaReplayConsumer running = consumer;
    return running != null && running.isRunning();
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
