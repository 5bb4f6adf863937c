package io.soma.memory.benchmarks.stage;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Soma Memory as an embedder has it, through its front door and with its defaults, while the memory
 * service is down. Writes then go to PostgreSQL, the relay carries them to Kafka, and there they
 * wait: the capacity of a memory service is not part of the measurement.
 */
public final class Product {

  // Nothing listens there, and the refusal comes at once.
  private static final String DOWN = "http://127.0.0.1:1";

  private Product() {}

  /** Without Kafka: writes stay in PostgreSQL, as the relay claims none of an open circuit. */
  public static SomaMemory withoutKafka(Database database) {
    return SomaMemory.start(MemoryConfig.from(settings(database)));
  }

  /** With Kafka. */
  public static SomaMemory withKafka(Database database, BenchmarkServers stage) {
    Map<String, String> settings = settings(database);
    settings.put("SOMABRAIN_KAFKA_URL", stage.brokers());
    return SomaMemory.start(MemoryConfig.from(settings));
  }

  /** With Kafka and a memory service that is there. */
  public static SomaMemory inFrontOf(
      MemoryServiceProcess service, Database database, BenchmarkServers stage) {
    return SomaMemory.start(
        MemoryConfig.from(
            Map.of(
                "SOMABRAIN_MEMORY_HTTP_ENDPOINT",
                service.baseUrl(),
                "SOMABRAIN_MEMORY_HTTP_TOKEN",
                MemoryServiceProcess.TOKEN,
                "SOMABRAIN_POSTGRES_DSN",
                database.jdbcUrl(),
                "SOMABRAIN_KAFKA_URL",
                stage.brokers())));
  }

  /** Queues a write, which throws if it is not queued. */
  public static void enqueue(SomaMemory soma, String tenant, int number) {
    requireQueued(soma.client().remember(note(tenant, number)));
  }

  /** Queues a write without holding a thread; the stage fails if it is not queued. */
  public static CompletionStage<?> enqueueAsync(SomaMemory soma, String tenant, int number) {
    return soma.client().rememberAsync(note(tenant, number)).thenAccept(Product::requireQueued);
  }

  private static Remember note(String tenant, int number) {
    return Remember.of(Tenants.namespace(tenant), "key-" + number, Notes.payload(number));
  }

  private static void requireQueued(WriteReceipt receipt) {
    if (!(receipt instanceof WriteReceipt.Queued)) {
      throw new IllegalStateException("not queued: " + receipt);
    }
  }

  private static Map<String, String> settings(Database database) {
    Map<String, String> settings = new HashMap<>();
    settings.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", DOWN);
    settings.put("SOMABRAIN_MEMORY_HTTP_TOKEN", "none");
    settings.put("SOMABRAIN_POSTGRES_DSN", database.jdbcUrl());
    settings.put("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
    // Down for as long as the benchmark lasts, and known to be so from the first refusal on.
    settings.put("SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");
    settings.put("SOMABRAIN_MEMORY_RESET_INTERVAL", "86400");
    settings.put("SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL", "0");
    settings.put("SOMABRAIN_HTTP_RETRIES", "0");
    settings.put("SOMABRAIN_OUTBOX_BACKPRESSURE", "10000000");
    return settings;
  }
}
