package io.soma.memory.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The schema, by Flyway; several instances may start at once. */
final class Migrations {

  // Flyway locks each migration, but looks whether the schema is empty before that. The lock ends
  // with the transaction, whatever becomes of this process. "mig" in ASCII.
  private static final String ONE_AT_A_TIME =
      "SET LOCAL idle_in_transaction_session_timeout = 0;"
          + " SELECT pg_advisory_xact_lock(1936682337, 7170407)";

  private final DataSource dataSource;
  private final Flyway flyway;

  Migrations(PostgresConfig config) {
    this.dataSource = ServerAccess.unpooled(config);
    this.flyway =
        Flyway.configure()
            .dataSource(dataSource)
            .locations("classpath:io/soma/memory/postgres/migration")
            .table("soma_memory_schema_history")
            // The tables may join those of the service that enqueues in its own transactions.
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .load();
  }

  void run() {
    try (Connection lock = dataSource.getConnection();
        Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      statement.execute(ONE_AT_A_TIME);
      run(Flyway::migrate);
      lock.rollback();
    } catch (SQLException e) {
      throw SqlFailure.translated(e);
    }
  }

  /** What {@link #run()} would do, as {@code version description}. */
  List<String> pending() {
    return run(
        migrations ->
            Arrays.stream(migrations.info().pending()).map(Migrations::describe).toList());
  }

  private <T> T run(Function<Flyway, T> action) {
    try {
      return action.apply(flyway);
    } catch (FlywayException e) {
      if (SqlFailure.concernsTheServer(e)) {
        throw SqlFailure.translated(e);
      }
      throw new IllegalStateException("the outbox's tables cannot be migrated", e);
    }
  }

  private static String describe(MigrationInfo migration) {
    return migration.getVersion() + " " + migration.getDescription();
  }
}
