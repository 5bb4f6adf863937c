package io.soma.memory.postgres;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;

/** The schema, by Flyway; its lock lets several instances start at once. */
final class Migrations {

  private final Flyway flyway;

  Migrations(PostgresConfig config) {
    this.flyway =
        Flyway.configure()
            .dataSource(ServerAccess.unpooled(config))
            .locations("classpath:io/soma/memory/postgres/migration")
            .table("soma_memory_schema_history")
            // The tables may join those of the service that enqueues in its own transactions.
            .baselineOnMigrate(true)
            .baselineVersion("0")
            .load();
  }

  void run() {
    run(Flyway::migrate);
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
