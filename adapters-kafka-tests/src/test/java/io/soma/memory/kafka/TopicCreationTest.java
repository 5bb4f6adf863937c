package io.soma.memory.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.publish.KafkaEventPublisher;
import io.soma.memory.kafka.publish.ReplaceableProducer;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.testkit.contract.SampleEvents;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicCreationTest {

  private final TestBroker kafka = TestBroker.shared();
  private final TenantId tenant = SampleEvents.freshTenant();
  private final String topic = kafka.topics().topicOf(tenant);
  private final AtomicInteger created = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void aMissingTopicIsCreatedForLargeEvents() throws Exception {
    try (KafkaEventPublisher publisher = publisher();
        Admin admin = kafka.admin()) {
      publisher.publish(tenant, SampleEvents.events(tenant, 1, 3));
      publisher.publish(tenant, SampleEvents.events(tenant, 4, 3));

      ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
      assertThat(admin.describeConfigs(List.of(resource)).all().get())
          .extractingByKey(resource)
          .satisfies(
              config -> assertThat(config.get("max.message.bytes").value()).isEqualTo("4194304"));
    }
    assertThat(created).hasValue(1);
  }

  @Test
  void aTopicThatIsThereIsTakenAsItIs() throws Exception {
    KafkaConfig shared = kafka.config().withSharedTopic(kafka.config().topicPrefix() + "all", 3);
    // As many as leave none of the three partitions empty by chance.
    List<TenantId> tenants = Stream.generate(SampleEvents::freshTenant).limit(48).toList();

    for (int round = 0; round < 2; round++) {
      try (KafkaEventPublisher publisher =
          KafkaEventPublisher.create(shared, created::incrementAndGet)) {
        for (TenantId each : tenants) {
          List<OutboxEvent> events = SampleEvents.events(each, 1 + 4L * round, 4);
          publishUntilTaken(publisher, each, events);
        }
      }
    }

    assertThat(created).hasValue(1);
    assertEachTenantIsInOnePartition(kafka.with(shared), tenants);
  }

  @Test
  void aTopicThatSomebodyDeletedIsCreatedAgain() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 4);
    try (KafkaEventPublisher publisher =
            KafkaEventPublisher.create(kafka.impatient().config(), created::incrementAndGet);
        Admin admin = kafka.admin()) {
      publisher.publish(tenant, events);
      admin.deleteTopics(List.of(topic)).all().get();

      // Until the brokers have heard of the deletion, they go on acknowledging.
      for (int i = 0; i < 50 && created.get() < 2; i++) {
        publisher.publish(tenant, events);
      }

      assertThat(created).hasValue(2);
      assertThat(publisher.publish(tenant, events)).isEqualTo(new Published.All(4));
      assertThat(kafka.read(topic, 0, 4).stream().distinct()).containsExactlyElementsOf(events);
    }
  }

  @Test
  void aTenantThatWaitsForItsTopicDelaysNoOther() throws Exception {
    TenantId other = SampleEvents.freshTenant();
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    Admin admin = hangingFor(topic, hangs, release);
    try (KafkaEventPublisher publisher =
        new KafkaEventPublisher(kafka.config(), () -> {}, admin, producer())) {
      CompletableFuture<Published> slow =
          CompletableFuture.supplyAsync(
              () -> publisher.publish(tenant, SampleEvents.events(tenant, 1, 1)), threads);
      hangs.await();

      CompletableFuture<Published> quick =
          CompletableFuture.supplyAsync(
              () -> publisher.publish(other, SampleEvents.events(other, 1, 2)), threads);

      assertThat(quick.get(60, TimeUnit.SECONDS)).isEqualTo(new Published.All(2));
      assertThat(slow).isNotDone();
      release.countDown();
      assertThat(slow.get()).isEqualTo(new Published.All(1));
    }
  }

  // A partition that was made a moment ago may let a batch expire; the relay comes again too.
  private static void publishUntilTaken(
      KafkaEventPublisher publisher, TenantId tenant, List<OutboxEvent> events) {
    Published outcome = publisher.publish(tenant, events);
    for (int i = 0; i < 3 && !outcome.equals(new Published.All(events.size())); i++) {
      outcome = publisher.publish(tenant, events);
    }
    assertThat(outcome).isEqualTo(new Published.All(events.size()));
  }

  private KafkaEventPublisher publisher() {
    return KafkaEventPublisher.create(kafka.config(), created::incrementAndGet);
  }

  private ReplaceableProducer producer() {
    return new ReplaceableProducer(() -> new BatchingProducer(body -> false));
  }

  private static void assertEachTenantIsInOnePartition(TestBroker kafka, List<TenantId> tenants) {
    String topic = kafka.topics().topicOf(tenants.get(0));
    List<List<OutboxEvent>> partitions =
        IntStream.range(0, 3).mapToObj(partition -> kafka.read(topic, partition, 1)).toList();
    for (TenantId each : tenants) {
      List<List<OutboxEvent>> found =
          partitions.stream()
              .map(
                  events ->
                      events.stream()
                          .filter(e -> e.tenant().equals(each))
                          .distinct()
                          // A batch that a slow broker took in part was published again.
                          .sorted(Comparator.comparing(OutboxEvent::id))
                          .toList())
              .filter(events -> !events.isEmpty())
              .toList();
      assertThat(found).containsExactly(SampleEvents.events(each, 1, 8));
    }
  }

  private Admin hangingFor(String slowTopic, CountDownLatch hangs, CountDownLatch release) {
    Admin real = kafka.admin();
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (proxy, method, args) -> {
              if (method.getName().equals("describeTopics") && List.of(slowTopic).equals(args[0])) {
                hangs.countDown();
                release.await();
              }
              try {
                return method.invoke(real, args);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }
}
