package io.soma.memory.benchmarks.stage;

import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that syncs to disk and a Kafka broker, in processes of their own. */
public final class Stage implements AutoCloseable {

  private final EmbeddedPostgresServer postgres;
  private final @Nullable EmbeddedKafkaBroker kafka;

  private Stage(EmbeddedPostgresServer postgres, @Nullable EmbeddedKafkaBroker kafka) {
    this.postgres = postgres;
    this.kafka = kafka;
  }

  /** Starts PostgreSQL alone. */
  public static Stage withoutKafka() {
    return new Stage(EmbeddedPostgresServer.start(), null);
  }

  /** Starts both. */
  public static Stage withKafka() {
    EmbeddedPostgresServer postgres = EmbeddedPostgresServer.start();
    try {
      return new Stage(postgres, EmbeddedKafkaBroker.childProcess());
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  /** An empty database. */
  public Database newDatabase() {
    return new Database(postgres.createDatabase());
  }

  /** Where Kafka's clients connect. */
  public String brokers() {
    if (kafka == null) {
      throw new IllegalStateException("there is no broker on this stage");
    }
    return kafka.bootstrapServers();
  }

  @Override
  public void close() {
    try (postgres) {
      if (kafka != null) {
        kafka.close();
      }
    }
  }
}
