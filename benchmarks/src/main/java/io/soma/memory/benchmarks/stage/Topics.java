package io.soma.memory.benchmarks.stage;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Topics of one partition each: how much they hold, and in which order. */
public final class Topics implements AutoCloseable {

  /** The header with the number by which events of a tenant ascend. */
  public static final String NUMBER = "event-id";

  private static final Duration POLL = Duration.ofMillis(200);

  private final String brokers;
  private final List<TopicPartition> partitions;
  private final Admin admin;

  private Topics(String brokers, List<TopicPartition> partitions) {
    this.brokers = brokers;
    this.partitions = partitions;
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers));
  }

  /** Creates a topic for each tenant, named by a prefix and the tenant. */
  public static Topics of(BenchmarkServers stage, List<String> tenants, String prefix)
      throws ExecutionException, InterruptedException {
    return create(stage, tenants, prefix, Map.of());
  }

  /** The same with topics in which records carry the time at which the broker appended them. */
  public static Topics stampedByTheBroker(
      BenchmarkServers stage, List<String> tenants, String prefix)
      throws ExecutionException, InterruptedException {
    return create(
        stage,
        tenants,
        prefix,
        Map.of(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, TimestampType.LOG_APPEND_TIME.name));
  }

  private static Topics create(
      BenchmarkServers stage, List<String> tenants, String prefix, Map<String, String> settings)
      throws ExecutionException, InterruptedException {
    List<String> names = tenants.stream().map(tenant -> prefix + tenant).toList();
    Topics topics =
        new Topics(
            stage.brokers(), names.stream().map(name -> new TopicPartition(name, 0)).toList());
    topics
        .admin
        .createTopics(
            names.stream().map(name -> new NewTopic(name, 1, (short) 1).configs(settings)).toList())
        .all()
        .get();
    return topics;
  }

  /** The present end of each topic; all in-sync replicas have the records before it. */
  public Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted =
        partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest()));
    Map<TopicPartition, Long> ends = new HashMap<>();
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
        admin.listOffsets(wanted).all().get().entrySet()) {
      ends.put(end.getKey(), end.getValue().offset());
    }
    return ends;
  }

  /** How many records came since. */
  public long since(Map<TopicPartition, Long> before)
      throws ExecutionException, InterruptedException {
    return total(ends()) - total(before);
  }

  /**
   * Reads the records that came since.
   *
   * @throws IllegalStateException if it is not so many records, or a topic's numbers do not ascend
   */
  public void checkOrder(Map<TopicPartition, Long> before, long wanted)
      throws ExecutionException, InterruptedException {
    Map<String, AscendingOrder> orders = new HashMap<>();
    read(
        before,
        wanted,
        each -> orders.computeIfAbsent(each.topic(), AscendingOrder::new).next(number(each)));
  }

  /**
   * The times, in milliseconds, of the records that came since: of one topic, in its order.
   *
   * @throws IllegalStateException if it is not so many records
   */
  public long[] times(Map<TopicPartition, Long> before, int wanted)
      throws ExecutionException, InterruptedException {
    LongStream.Builder times = LongStream.builder();
    read(before, wanted, each -> times.add(each.timestamp()));
    return times.build().toArray();
  }

  private void read(
      Map<TopicPartition, Long> before,
      long wanted,
      Consumer<ConsumerRecord<byte[], byte[]>> records)
      throws ExecutionException, InterruptedException {
    checkCount(before, wanted);
    long read = 0;
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(partitions);
      before.forEach(consumer::seek);
      while (read < wanted) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(POLL)) {
          records.accept(each);
          read++;
        }
      }
    }
  }

  /**
   * Counts the records that came since, for a peer that keeps no order.
   *
   * @throws IllegalStateException if it is not so many records
   */
  public void checkCount(Map<TopicPartition, Long> before, long wanted)
      throws ExecutionException, InterruptedException {
    long found = since(before);
    if (found != wanted) {
      throw new IllegalStateException(wanted + " events became " + found + " records");
    }
  }

  /** A consumer for one reader alone. */
  public KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            brokers,
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
            "earliest",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5000),
        new ByteArrayDeserializer(),
        new ByteArrayDeserializer());
  }

  /** The number that a record carries. */
  public static long number(ConsumerRecord<byte[], byte[]> each) {
    byte[] header = each.headers().lastHeader(NUMBER).value();
    return Long.parseLong(new String(header, StandardCharsets.UTF_8));
  }

  /** The partitions of these topics. */
  public List<TopicPartition> partitions() {
    return new ArrayList<>(partitions);
  }

  @Override
  public void close() {
    admin.close();
  }

  private static long total(Map<TopicPartition, Long> ends) {
    return ends.values().stream().mapToLong(Long::longValue).sum();
  }
}
