package io.soma.memory.benchmarks.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.soma.memory.benchmarks.stage.Topics;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** The peers' producers: as safe as ours, and with batches as large as they like. */
public final class Producers {

  private Producers() {}

  /** Acknowledged by all in-sync replicas, idempotent. */
  public static KafkaProducer<byte[], byte[]> open(String brokers, int lingerMillis) {
    return new KafkaProducer<>(
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
            true,
            ProducerConfig.LINGER_MS_CONFIG,
            lingerMillis,
            ProducerConfig.BATCH_SIZE_CONFIG,
            128 << 10,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            64L << 20),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  /** An event as a peer sends it, to its tenant's topic. */
  public static ProducerRecord<byte[], byte[]> event(
      String topic, String tenant, long number, String body) {
    ProducerRecord<byte[], byte[]> event =
        new ProducerRecord<>(topic, 0, tenant.getBytes(UTF_8), body.getBytes(UTF_8));
    event.headers().add(Topics.NUMBER, Long.toString(number).getBytes(UTF_8));
    event.headers().add("tenant-id", tenant.getBytes(UTF_8));
    return event;
  }
}
