package io.soma.memory.app.deployment;

import io.soma.memory.app.config.ConfigurationException;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.kafka.KafkaStart;
import io.soma.memory.app.kafka.OutboxGroup;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.topics.IdleTopics;
import io.soma.memory.postgres.PostgresStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the topics of tenants that write no more, and removes them. A topic stays while its tenant
 * has an unconfirmed event, while it holds a record that a consumer group has not read, and while
 * it holds a young one. Should an event come between the last look and the removal, its row is
 * carried again, as that of any event which the transport lost. Safe for many threads.
 */
public final class TopicCleanup {

  private final MemoryConfig config;
  private final InstantSource clock;

  /**
   * Of the topics of one outbox.
   *
   * @throws ConfigurationException if its events do not travel through Kafka
   */
  public TopicCleanup(MemoryConfig config, InstantSource clock) {
    if (!config.outbox().transport().name().equals("kafka")) {
      throw new ConfigurationException(
          List.of(
              "events travel through the transport "
                  + config.outbox().transport().name()
                  + ", not Kafka"));
    }
    this.config = config;
    this.clock = clock;
  }

  /**
   * One tenant's topic.
   *
   * @param keptFor why it must stay; null for one that may go
   */
  public record TenantTopic(String name, TenantId tenant, @Nullable String keptFor) {}

  /**
   * Every tenant's topic, by name, with the reason that keeps it.
   *
   * @param idle how old the newest record of a topic must be
   * @param only the tenant that is meant; null for all
   */
  public List<TenantTopic> look(Duration idle, @Nullable TenantId only) {
    return withServers((store, topics) -> look(store, topics, idle, only));
  }

  /**
   * Removes the topics that may go; checks each again just before.
   *
   * @return all of them as in {@link #look}; those that may go are gone
   */
  public List<TenantTopic> remove(Duration idle, @Nullable TenantId only) {
    return withServers(
        (store, topics) -> {
          List<TenantTopic> found = look(store, topics, idle, only);
          List<TenantTopic> done = new ArrayList<>();
          for (TenantTopic each : found) {
            done.add(each.keptFor() == null ? removed(store, topics, each, idle) : each);
          }
          return done;
        });
  }

  private TenantTopic removed(
      PostgresStore store, IdleTopics topics, TenantTopic topic, Duration idle) {
    boolean waits = store.outbox().backlog(topic.tenant()).isPresent();
    TenantTopic now = topic(topics, topic.name(), topic.tenant(), waits, idle);
    if (now.keptFor() == null) {
      topics.remove(topic.name());
    }
    return now;
  }

  private List<TenantTopic> look(
      PostgresStore store, IdleTopics topics, Duration idle, @Nullable TenantId only) {
    Set<TenantId> waiting =
        store.outbox().backlog().stream().map(TenantBacklog::tenant).collect(Collectors.toSet());
    List<TenantTopic> found = new ArrayList<>();
    topics
        .find()
        .forEach(
            (name, tenant) -> {
              if (only == null || only.equals(tenant)) {
                found.add(topic(topics, name, tenant, waiting.contains(tenant), idle));
              }
            });
    return found;
  }

  private TenantTopic topic(
      IdleTopics topics, String name, TenantId tenant, boolean waits, Duration idle) {
    if (waits) {
      return new TenantTopic(name, tenant, "unconfirmed events of its tenant");
    }
    Instant youngest = clock.instant().minus(idle);
    Optional<String> reason = topics.reasonToKeep(name, youngest);
    return new TenantTopic(name, tenant, reason.orElse(null));
  }

  private <T> T withServers(Work<T> work) {
    KafkaConfig kafka = KafkaStart.configOf(config);
    try (PostgresStore store = PostgresStore.open(config.outbox().postgres())) {
      KafkaConfig ofOutbox = OutboxGroup.in(kafka, config, store.outbox());
      try (IdleTopics topics = KafkaStart.inOurWords(() -> IdleTopics.open(ofOutbox))) {
        return work.with(store, topics);
      }
    }
  }

  private interface Work<T> {
    T with(PostgresStore store, IdleTopics topics);
  }
}
