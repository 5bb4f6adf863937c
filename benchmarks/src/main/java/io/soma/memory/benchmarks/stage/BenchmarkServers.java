package io.soma.memory.benchmarks.stage;

import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL that syncs to disk and a Kafka broker, in processes of their own. */
public final class BenchmarkServers implements AutoCloseable {

  // PostgreSQL's manual advises a quarter of the machine's memory; with its default of 128 MB the
  // operating system's cache would be measured.
  private static final String SHARED_BUFFERS = "2GB";

  private final EmbeddedPostgresServer postgres;
  private final @Nullable EmbeddedKafkaBroker kafka;

  private BenchmarkServers(EmbeddedPostgresServer postgres, @Nullable EmbeddedKafkaBroker kafka) {
    this.postgres = postgres;
    this.kafka = kafka;
  }

  /** Starts PostgreSQL alone. */
  public static BenchmarkServers withoutKafka() {
    return new BenchmarkServers(startPostgres(), null);
  }

  /**
   * Starts PostgreSQL alone, and has it count statements for those that create the extension {@code
   * pg_stat_statements}.
   */
  public static BenchmarkServers withStatementCounts() {
    return new BenchmarkServers(
        startPostgres("ALTER SYSTEM SET shared_preload_libraries = 'pg_stat_statements'"), null);
  }

  /** Starts both. */
  public static BenchmarkServers withKafka() {
    EmbeddedPostgresServer postgres = startPostgres();
    try {
      return new BenchmarkServers(postgres, EmbeddedKafkaBroker.childProcess());
    } catch (RuntimeException e) {
      postgres.close();
      throw e;
    }
  }

  private static EmbeddedPostgresServer startPostgres(String... settings) {
    EmbeddedPostgresServer server = EmbeddedPostgresServer.start();
    try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER SYSTEM SET shared_buffers = '" + SHARED_BUFFERS + "'");
      for (String setting : settings) {
        statement.execute(setting);
      }
      server.restart();
      return server;
    } catch (SQLException e) {
      server.close();
      throw new IllegalStateException("PostgreSQL does not take the stage's settings", e);
    } catch (RuntimeException e) {
      server.close();
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
