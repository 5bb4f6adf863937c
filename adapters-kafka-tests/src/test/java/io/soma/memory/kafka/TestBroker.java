package io.soma.memory.kafka;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.kafka.connection.KafkaConfig;
import io.soma.memory.kafka.record.DecodedRecord;
import io.soma.memory.kafka.record.EventDecoding;
import io.soma.memory.kafka.topics.TenantTopics;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Unique names for one test, and a view of the broker independent of the code under test. */
public record TestBroker(EmbeddedKafkaBroker broker, KafkaConfig config) {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** On the broker that all tests share. */
  public static TestBroker shared() {
    return on(EmbeddedKafkaBroker.shared());
  }

  public static TestBroker on(EmbeddedKafkaBroker broker) {
    String unique = UUID.randomUUID().toString();
    return new TestBroker(
        broker,
        KafkaConfig.of(broker.bootstrapServers())
            .withNames("test." + unique + ".", "group-" + unique));
  }

  /** With short timeouts, for a test that waits for them. */
  public TestBroker impatient() {
    Map<String, String> timeouts =
        Map.of(
            "max.block.ms", "5000",
            "request.timeout.ms", "3000",
            "default.api.timeout.ms", "5000",
            "delivery.timeout.ms", "6000");
    return with(config.withProperties(timeouts));
  }

  TestBroker with(KafkaConfig other) {
    return new TestBroker(broker, other);
  }

  public TenantTopics topics() {
    return new TenantTopics(config);
  }

  public Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }

  void write(ProducerRecord<byte[], byte[]> any) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(any).get();
    }
  }

  /** The group's offset in a topic of one partition, as soon as it is as high as this. */
  public long committedOffset(String topic, long atLeast) throws Exception {
    TopicPartition partition = new TopicPartition(topic, 0);
    long end = System.nanoTime() + PATIENCE.toNanos();
    try (Admin admin = admin()) {
      while (true) {
        OffsetAndMetadata committed =
            admin
                .listConsumerGroupOffsets(config.groupId())
                .partitionsToOffsetAndMetadata()
                .get()
                .get(partition);
        if (committed != null && committed.offset() >= atLeast) {
          return committed.offset();
        }
        if (System.nanoTime() - end > 0) {
          throw new AssertionError("the group is at " + committed + ", not " + atLeast);
        }
      }
    }
  }

  /** The events in a partition, in its order, as soon as there are so many. */
  public List<OutboxEvent> read(String topic, int partition, int atLeast) {
    TopicPartition source = new TopicPartition(topic, partition);
    List<OutboxEvent> events = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(Set.of(source));
      consumer.seekToBeginning(Set.of(source));
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (events.size() < atLeast || consumer.currentLag(source).orElse(1) > 0) {
        if (System.nanoTime() - end > 0) {
          throw new AssertionError(events.size() + " of " + atLeast + " events in " + source);
        }
        consumer
            .poll(Duration.ofMillis(100))
            .forEach(
                arrived -> {
                  if (EventDecoding.decode(arrived, topics())
                      instanceof DecodedRecord.Event whole) {
                    events.add(whole.event());
                  }
                });
      }
    }
    return events;
  }
}
