package io.soma.memory.kafka.publish;

import io.soma.memory.domain.outbox.BrokerHealth;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.connection.ClientSettings;
import io.soma.memory.kafka.connection.ClientStart;
import io.soma.memory.kafka.connection.ClusterHealth;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.consume.KafkaReplayConsumer;
import io.soma.memory.kafka.topics.TenantTopics;
import io.soma.memory.kafka.topics.VerifiedTopics;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.MessageBroker;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;

/**
 * Publishes events to Kafka, each tenant's in order; an event counts when all in-sync replicas have
 * it. Missing topics are created, and deleted topics are created again.
 *
 * <p>A call always ends within about 22 seconds: 5 for the topic, 5 for a send, 12 for its
 * acknowledgement. Safe for use by many threads; calls of one tenant must not overlap.
 */
public final class KafkaEventPublisher implements EventPublisher, MessageBroker, AutoCloseable {

  private static final Logger LOG = Logs.of(KafkaEventPublisher.class);
  private static final int WINDOW_BYTES = 1 << 20;
  private static final int ONE_BY_ONE = 0;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final TenantTopics topics;
  private final Admin admin;
  private final String bootstrapServers;
  private final VerifiedTopics verified;
  private final ReplaceableProducer producer;
  private final Set<TenantId> oneByOne = ConcurrentHashMap.newKeySet();

  /**
   * A publisher that connects in the background; brokers that are away are no error yet.
   *
   * @throws IllegalArgumentException if the configuration is one that no client can start with
   */
  public static KafkaEventPublisher create(KafkaConfig config) {
    return create(config, () -> {});
  }

  /**
   * The same, for a process that also replays.
   *
   * @param topicCreated is told of each new topic; {@link KafkaReplayConsumer#refreshTopics} reads
   *     its first events sooner then. Must not block
   */
  public static KafkaEventPublisher create(KafkaConfig config, Runnable topicCreated) {
    Admin admin = ClientStart.started(() -> Admin.create(ClientSettings.admin(config)));
    try {
      return new KafkaEventPublisher(
          config, topicCreated, admin, new ReplaceableProducer(() -> producer(config)));
    } catch (IllegalArgumentException e) {
      admin.close(Duration.ZERO);
      throw e;
    }
  }

  public KafkaEventPublisher(
      KafkaConfig config, Runnable topicCreated, Admin admin, ReplaceableProducer producer) {
    this.topics = new TenantTopics(config);
    this.admin = admin;
    this.bootstrapServers = config.bootstrapServers();
    this.verified = new VerifiedTopics(admin, config, topicCreated);
    this.producer = producer;
  }

  private static Producer<byte[], byte[]> producer(KafkaConfig config) {
    return ClientStart.started(
        () ->
            new KafkaProducer<>(
                ClientSettings.producer(config),
                new ByteArraySerializer(),
                new ByteArraySerializer()));
  }

  @Override
  public Published publish(TenantId tenant, List<OutboxEvent> events) {
    if (events.isEmpty()) {
      return new Published.All(0);
    }
    String topic = topics.topicOf(tenant);
    int window = oneByOne.contains(tenant) ? ONE_BY_ONE : WINDOW_BYTES;
    Producer<byte[], byte[]> used = producer.current();
    PublishBatch sending = new PublishBatch(used, window);
    try {
      int partition = TenantTopics.partitionOf(tenant, verified.partitionsOf(topic));
      sending.send(events, topic, partition);
      oneByOne.remove(tenant);
      return new Published.All(events.size());
    } catch (ExecutionException e) {
      return failed(tenant, topic, events, sending, e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException | InterruptException e) {
      Thread.currentThread().interrupt();
      return PublishFailure.of(sending.acknowledged(), e);
    } catch (KafkaException | IllegalStateException | TimeoutException e) {
      // A failure of a record arrives in its future; an exception here means that the producer
      // itself has failed.
      producer.replace(used);
      return failed(tenant, topic, events, sending, e);
    }
  }

  private Published failed(
      TenantId tenant,
      String topic,
      List<OutboxEvent> events,
      PublishBatch sending,
      Throwable cause) {
    if (PublishFailure.mayBeANeighbours(cause)) {
      oneByOne.add(tenant);
    }
    Published outcome = PublishFailure.of(sending.acknowledged(), cause);
    if (outcome instanceof Published.Interrupted) {
      // The relay logs why, once.
      verified.forget(topic);
    } else if (outcome instanceof Published.Refused refused) {
      LOG.atWarn()
          .addKeyValue("tenant", tenant)
          .addKeyValue("event", events.get(refused.acknowledged()).id())
          .addKeyValue("topic", topic)
          .log("Kafka refuses this event: {}", refused.detail());
    }
    return outcome;
  }

  @Override
  public BrokerHealth health() {
    return ClusterHealth.of(admin, bootstrapServers);
  }

  /** Waits for at most 10 seconds for records on their way. */
  @Override
  public void close() {
    producer.close();
    admin.close(CLOSE_TIMEOUT);
  }
}
