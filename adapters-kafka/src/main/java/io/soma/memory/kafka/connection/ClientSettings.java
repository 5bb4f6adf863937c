package io.soma.memory.kafka.connection;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The clients' properties: defaults that an operator may override, and fixed ones that correctness
 * depends on.
 */
public final class ClientSettings {

  /** The largest event, with its key and headers; a body is at most 2.5 MiB. */
  public static final int MAX_RECORD_BYTES = 4 << 20;

  /** As much of one partition is fetched at a time, or one larger record. */
  public static final int PARTITION_FETCH_BYTES = 128 << 10;

  /** The keys that an operator's properties must not set. */
  static final Set<String> RESERVED =
      Set.of(
          ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
          ProducerConfig.ACKS_CONFIG,
          ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
          ProducerConfig.TRANSACTIONAL_ID_CONFIG,
          ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG,
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          ConsumerConfig.GROUP_ID_CONFIG,
          ConsumerConfig.GROUP_PROTOCOL_CONFIG,
          ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
          ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
          ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG);

  private static final long FOR_EVER_MS = Duration.ofDays(36_500).toMillis();

  // Kafka's own default: a member that does not poll for so long counts as dead.
  private static final Duration MIN_POLL_INTERVAL = Duration.ofMinutes(5);

  private ClientSettings() {}

  /** A send blocks for at most 5 s, and is acknowledged or failed within 12 s more. */
  public static Map<String, Object> producer(KafkaConfig config) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 12_000);
    // A batch of the relay arrives in one go, so that waiting for company would only delay a lone
    // event.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    // Bodies are about 1 KB and batches small; uncompressed, the replayer's fetch sizes bound its
    // memory.
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "none");
    common(config, settings);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, MAX_RECORD_BYTES);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    return settings;
  }

  /**
   * Up to two fetches of a partition are in memory.
   *
   * @param longestReplay how long a rebalance may wait
   */
  public static Map<String, Object> consumer(KafkaConfig config, Duration longestReplay) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 2_000L);
    settings.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000);
    settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, pollIntervalMillis(longestReplay));
    // All that was fetched is handed out at once, so that it is counted before more is fetched.
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Integer.MAX_VALUE);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, PARTITION_FETCH_BYTES);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 << 20);
    // One fetch to a broker is out at a time, and a partition that just resumed waits for its end.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);
    settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    common(config, settings);
    settings.put(ConsumerConfig.GROUP_ID_CONFIG, config.groupId());
    settings.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
    settings.put(
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName());
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    return settings;
  }

  // The poll thread waits for replays within a rebalance, and commits after them.
  private static int pollIntervalMillis(Duration longestReplay) {
    Duration needed = longestReplay.plusMinutes(1);
    return Math.toIntExact(
        (needed.compareTo(MIN_POLL_INTERVAL) < 0 ? MIN_POLL_INTERVAL : needed).toMillis());
  }

  /** A call takes at most 5 s. */
  public static Map<String, Object> admin(KafkaConfig config) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000L);
    common(config, settings);
    return settings;
  }

  private static void common(KafkaConfig config, Map<String, Object> settings) {
    // A name that does not resolve yet, as while a cluster starts, ends no start of ours: the
    // client
    // goes on looking for it.
    settings.put(CommonClientConfigs.BOOTSTRAP_RESOLVE_TIMEOUT_MS_CONFIG, FOR_EVER_MS);
    settings.putAll(config.properties());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
  }
}
