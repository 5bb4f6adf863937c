package io.soma.memory.postgres.schema;

import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.postgres.connection.QualifiedTables;
import io.soma.memory.postgres.connection.ServerAccess;
import io.soma.memory.postgres.connection.SessionSettings;
import io.soma.memory.postgres.connection.Sql;
import io.soma.memory.postgres.connection.SqlFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.output.MigrateResult;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;
import org.jooq.exception.DataAccessException;

/** The schema, by Flyway; several instances may start at once. */
public final class Migrations {

  // Flyway locks each migration, but looks whether the schema is empty before that. The lock ends
  // with the transaction, even if this process is killed. "mig" in ASCII.
  private static final String ONE_AT_A_TIME =
      "SELECT pg_try_advisory_xact_lock(1936682337, 7170407)";

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(100);

  // Also ends the driver's state of the previous statement, and with it the transaction's snapshot;
  // otherwise a concurrent index build would wait for it.
  private static final String FOR_AS_LONG_AS_IT_TAKES =
      "SET LOCAL idle_in_transaction_session_timeout = 0";

  private final boolean isOn;
  private final QualifiedTables tables;
  private final DataSource dataSource;
  private final Flyway flyway;

  public Migrations(PostgresConfig config) {
    this.isOn = config.migrates();
    this.tables = new QualifiedTables(config.schema());
    this.dataSource = ServerAccess.ofMigrations(config);
    FluentConfiguration configuration =
        Flyway.configure()
            .dataSource(dataSource)
            .locations(PostgresConfig.MIGRATIONS)
            .table(QualifiedTables.MIGRATION_HISTORY)
            // The tables may join those of the service that enqueues in its own transactions.
            .baselineOnMigrate(true)
            .baselineVersion("0");
    if (config.schema() != null) {
      configuration.schemas(config.schema());
    }
    // Flyway's own lock would be a transaction that building an index beside the traffic waits for.
    extensionOf(configuration).setTransactionalLock(false);
    this.flyway = configuration.load();
  }

  // The one way that Flyway 11, 12 and 13 share, as hosts bring either.
  @SuppressWarnings("deprecation")
  private static PostgreSQLConfigurationExtension extensionOf(FluentConfiguration configuration) {
    return configuration
        .getPluginRegister()
        .getPluginInstanceOf(PostgreSQLConfigurationExtension.class);
  }

  /** Brings the tables up to date. */
  public void run() {
    try (Connection connection = dataSource.getConnection()) {
      SessionSettings.requireUtf8(connection);
      if (!isOn) {
        requireTables(connection);
      } else if (SessionSettings.isPooled(connection)) {
        validate();
      } else {
        runUnderLock(connection);
      }
    } catch (SQLException e) {
      throw SqlFailure.translated(e);
    }
  }

  private void requireTables(Connection connection) {
    List<DatabaseFinding> missing =
        TableInspection.ofMigrated(Sql.on(tables.in(connection)), tables);
    if (!missing.isEmpty()) {
      throw new OutboxUnavailableException(
          "migrations are off, and the outbox's tables are not as this version needs them: "
              + missing.get(0).said()
              + "; run ./soma migrate, or the migrations in "
              + PostgresConfig.MIGRATIONS,
          new IllegalStateException("migrations are off"));
    }
    reconcile();
  }

  // A migration needs one session from its first statement to its last.
  private void validate() {
    if (!pending().isEmpty()) {
      throw new OutboxUnavailableException(
          "PostgreSQL is behind a pooler, and there are migrations to run, which need a connection"
              + " of their own: run ./soma migrate with a DSN of the server itself",
          new IllegalStateException("a pooler"));
    }
    run(
        migrations -> {
          migrations.validate();
          return "";
        });
    reconcile();
  }

  private void runUnderLock(Connection lock) throws SQLException {
    try (Statement statement = lock.createStatement()) {
      lock.setAutoCommit(false);
      await(lock, statement);
      statement.execute(FOR_AS_LONG_AS_IT_TAKES);
      run(Migrations::migrate);
      reconcile();
      lock.rollback();
    }
  }

  private void reconcile() {
    try {
      IdentityRow.reconcile(Sql.on(dataSource));
      EventSequence.checkAtStart(Sql.on(dataSource));
    } catch (DataAccessException e) {
      throw SqlFailure.translated(e);
    }
  }

  // Asked again and again: a statement that waits in the server would have a snapshot all the time.
  private static void await(Connection lock, Statement statement) throws SQLException {
    while (!isTrue(statement)) {
      lock.rollback();
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
  }

  private static boolean isTrue(Statement statement) throws SQLException {
    try (ResultSet row = statement.executeQuery(ONE_AT_A_TIME)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** The pending migrations of {@link #run()}, as {@code version description}. */
  public List<String> pending() {
    return run(
        migrations ->
            Arrays.stream(migrations.info().pending()).map(Migrations::describe).toList());
  }

  // A migration that is no transaction leaves a mark where it was broken off, and may run again.
  private static MigrateResult migrate(Flyway flyway) {
    if (Arrays.stream(flyway.info().all()).anyMatch(each -> each.getState().isFailed())) {
      flyway.repair();
    }
    return flyway.migrate();
  }

  private <T> T run(Function<Flyway, T> action) {
    try {
      return action.apply(flyway);
    } catch (FlywayException e) {
      if (SqlFailure.isLockTimeout(e)) {
        throw new OutboxUnavailableException(
            "PostgreSQL has the outbox's tables locked for another transaction, and a migration"
                + " that waited for it would stop everybody else: start again when that one is"
                + " over, pg_stat_activity shows it (SQLSTATE 55P03)",
            e);
      }
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
