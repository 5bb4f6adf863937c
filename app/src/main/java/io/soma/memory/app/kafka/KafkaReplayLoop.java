package io.soma.memory.app.kafka;

import io.soma.memory.app.background.Background;
import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.consume.ConsumerOptions;
import io.soma.memory.kafka.consume.KafkaReplayConsumer;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.supervision.BackgroundLoop;
import io.soma.memory.supervision.Supervisor;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** Runs the replay consumer as a loop of the supervisor's. */
@Singleton
public final class KafkaReplayLoop implements Background {

  private final KafkaConfig kafka;
  private final MemoryConfig config;
  private final Provider<EventReplay> replay;
  private final Provider<Outbox> outbox;
  private final InstantSource clock;
  private final BackgroundParts parts;
  private final Supervisor supervisor;
  private final ExecutorService workers;
  private volatile @Nullable KafkaReplayConsumer consumer;
  private @Nullable BackgroundLoop loop;

  @Inject
  KafkaReplayLoop(
      Supervisor supervisor,
      KafkaConfig kafka,
      MemoryConfig config,
      Provider<EventReplay> replay,
      Provider<Outbox> outbox,
      InstantSource clock,
      BackgroundParts parts) {
    this.supervisor = supervisor;
    this.workers = supervisor.pool("replay");
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
    KafkaConfig ofOutbox = OutboxGroup.in(kafka, config, outbox.get());
    ConsumerOptions options =
        new ConsumerOptions(
            config.service().calls().timeout(), () -> oldestUnconfirmed(outbox.get()));
    KafkaReplayConsumer started =
        KafkaStart.inOurWords(
            () -> KafkaReplayConsumer.create(ofOutbox, replay.get(), workers, options));
    consumer = started;
    loop = supervisor.loop("read events from Kafka", started::run);
  }

  private Instant oldestUnconfirmed(Outbox from) {
    return from.backlog().stream()
        .map(TenantBacklog::oldest)
        .min(Comparator.naturalOrder())
        .orElseGet(clock::instant);
  }

  /** Has the consumer look for new topics at once. */
  public void refreshTopics() {
    KafkaReplayConsumer running = consumer;
    if (running != null) {
      running.refreshTopics();
    }
  }

  @Override
  public synchronized void stop() {
    KafkaReplayConsumer running = consumer;
    BackgroundLoop reading = loop;
    if (running != null && reading != null) {
      reading.endAfterTurn();
      running.close();
    }
    workers.shutdown();
  }
}
