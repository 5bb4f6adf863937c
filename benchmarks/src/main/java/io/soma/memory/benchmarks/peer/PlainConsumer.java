package io.soma.memory.benchmarks.peer;

import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * The consumer that one writes oneself: a thread and a consumer for each tenant's partition, which
 * posts each record's value as it is, and commits the offsets of what it polled. It checks no
 * answer but its status, asks no table, and where the service fails it stops.
 */
public final class PlainConsumer implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final MediaType JSON = MediaType.get("application/json");

  private final TopicPartition partition;
  private final String tenant;
  private final String url;
  private final OkHttpClient http;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /** A consumer of one tenant. */
  public PlainConsumer(
      String brokers, TopicPartition partition, String tenant, String url, OkHttpClient http) {
    this.partition = partition;
    this.tenant = tenant;
    this.url = url + "/memories";
    this.http = http;
    this.consumer =
        new KafkaConsumer<>(
            Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                brokers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "plain-consumer",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    consumer.assign(List.of(partition));
  }

  /** The client that the consumers of all tenants share. */
  public static OkHttpClient client(int tenants) {
    return new OkHttpClient.Builder()
        .connectionPool(new ConnectionPool(tenants, 5, TimeUnit.MINUTES))
        .callTimeout(Duration.ofSeconds(10))
        .build();
  }

  /** Delivers so many records from an offset on, in order, and commits. */
  public void deliver(long from, long records) {
    consumer.seek(partition, from);
    for (long delivered = 0; delivered < records; ) {
      ConsumerRecords<byte[], byte[]> polled = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> each : polled) {
        post(each.value());
      }
      delivered += polled.count();
      consumer.commitSync();
    }
  }

  private void post(byte[] body) {
    Request request =
        new Request.Builder()
            .url(url)
            .header("Authorization", "Bearer " + MemoryServiceProcess.TOKEN)
            .header("X-Soma-Tenant", tenant)
            .header("X-Soma-Namespace", "bench:" + tenant)
            .post(RequestBody.create(body, JSON))
            .build();
    try (Response answer = http.newCall(request).execute()) {
      if (!answer.isSuccessful()) {
        throw new IllegalStateException("status " + answer.code());
      }
      byte[] unused = answer.body().bytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
