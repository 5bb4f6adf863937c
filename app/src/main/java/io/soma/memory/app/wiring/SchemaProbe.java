package io.soma.memory.app.wiring;

import io.soma.memory.app.usecase.check.Finding;
import io.soma.memory.app.usecase.check.Probe;
import io.soma.memory.postgres.PostgresConfig;
import io.soma.memory.postgres.PostgresStore;
import java.util.List;

/** Whether PostgreSQL can be reached, and its tables are up to date. */
final class SchemaProbe implements Probe {

  private static final String ITEM = "database";

  private final PostgresConfig config;

  SchemaProbe(PostgresConfig config) {
    this.config = config;
  }

  @Override
  public Finding look() {
    try (PostgresStore store = PostgresStore.open(config)) {
      List<String> pending = store.pendingMigrations();
      return pending.isEmpty()
          ? Finding.ok(ITEM, "reached, and its tables are up to date")
          : Finding.warning(
              ITEM,
              "reached; migrations to come: " + String.join(", ", pending),
              "run ./soma migrate, or let the first start do it");
    } catch (RuntimeException e) {
      return Finding.red(
          ITEM,
          config.address() + ": " + e.getMessage(),
          "start PostgreSQL, or correct SOMABRAIN_POSTGRES_DSN; its role must be allowed to create"
              + " tables");
    }
  }
}
