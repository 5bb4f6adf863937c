package io.soma.memory.app.deployment;

import io.soma.memory.app.usecase.check.Finding;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.postgres.schema.DatabaseFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Checks that PostgreSQL can be reached, keeps acknowledged changes, and has our tables. */
final class SchemaProbe {

  private static final String ITEM = "database";

  private final PostgresConfig config;
  private final String rules;

  /**
   * A probe of this database.
   *
   * @param rules by which this process finds addresses at the memory service
   */
  SchemaProbe(PostgresConfig config, String rules) {
    this.config = config;
    this.rules = rules;
  }

  /** Looks; a failure is a finding. */
  List<Finding> look() {
    try (PostgresStore store = PostgresStore.open(config)) {
      List<Finding> findings = new ArrayList<>();
      List<String> pending = store.pendingMigrations();
      findings.add(tables(pending));
      store.inspect().forEach(each -> findings.add(finding(each)));
      if (pending.isEmpty()) {
        store.addressRules().flatMap(this::otherRules).ifPresent(findings::add);
      }
      return findings;
    } catch (RuntimeException e) {
      return List.of(
          Finding.red(
              ITEM,
              config.address() + ": " + e.getMessage(),
              "start PostgreSQL, or correct SOMABRAIN_POSTGRES_DSN; ops/postgres/grants.sql has the"
                  + " roles and rights"));
    }
  }

  private Optional<Finding> otherRules(String noted) {
    return noted.equals(rules)
        ? Optional.empty()
        : Optional.of(
            Finding.red(ITEM, OutboxAddresses.difference(noted, rules), OutboxAddresses.ADVICE));
  }

  private static Finding tables(List<String> pending) {
    return pending.isEmpty()
        ? Finding.ok(ITEM, "reached, and its tables are up to date")
        : Finding.warning(
            ITEM,
            "reached; migrations to come: " + String.join(", ", pending),
            "run ./soma migrate, or let the first start do it");
  }

  private static Finding finding(DatabaseFinding found) {
    return switch (found.level()) {
      case OK -> Finding.ok(ITEM, found.said());
      case WARNING -> Finding.warning(ITEM, found.said(), found.advice());
      case RED -> Finding.red(ITEM, found.said(), found.advice());
    };
  }
}
