package io.soma.memory.app.deployment;

import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.connection.PostgresConfig;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The tables that operators prepare before a start. It needs only the settings of the database,
 * because a person who may change tables seldom has the memory service's token. Safe for many
 * threads.
 */
public final class OutboxTables {

  private final PostgresConfig config;

  /**
   * In the database that the variables name.
   *
   * @throws io.soma.memory.app.config.ConfigurationException listing the problems of those settings
   */
  public OutboxTables(Map<String, String> environment) {
    this.config = MemoryConfig.outboxFrom(environment);
  }

  /**
   * The pending migrations of {@link #migrate}, as {@code version description}; empty if there are
   * none.
   *
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public List<String> pendingMigrations() {
    return withStore(PostgresStore::pendingMigrations);
  }

  /**
   * Brings the tables up to date; harmless where they are.
   *
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public void migrate() {
    withStore(
        store -> {
          store.migrate();
          return List.of();
        });
  }

  /**
   * Gives the outbox a new identity, as a physical copy of another outbox needs: records under the
   * old identity are foreign from then on, and unconfirmed events are carried again. No other
   * process may use the outbox meanwhile.
   *
   * @return the new identity
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public String renewIdentity() {
    return withStore(store -> store.renewIdentity().toString());
  }

  /**
   * What speaks against other rules for addresses now, as sentences; empty if nothing does.
   *
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public List<String> reasonsToKeepAddressRules() {
    return withStore(PostgresStore::reasonsToKeepAddressRules);
  }

  /**
   * Lets the next process to start note its own rules for addresses. No other process may use the
   * outbox meanwhile.
   *
   * @return the rules until now; empty if none were noted
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public List<String> forgetAddressRules() {
    return withStore(
        store -> {
          List<String> former = store.addressRules().stream().toList();
          store.forgetAddressRules();
          return former;
        });
  }

  /**
   * The identity that the outbox has now.
   *
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public String identity() {
    return withStore(store -> store.outbox().identity().toString());
  }

  /**
   * How many instances used the outbox within the last minute.
   *
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public int presentInstances() {
    return withStore(PostgresStore::presentInstances);
  }

  /** The database and the schema, without secrets. */
  public String place() {
    String schema = config.schema();
    return config.address()
        + ", "
        + (schema == null ? "in the schema of the search path" : "in the schema " + schema);
  }

  private <T> T withStore(Function<PostgresStore, T> work) {
    try (PostgresStore store = PostgresStore.open(config)) {
      return work.apply(store);
    } catch (OutboxUnavailableException e) {
      throw new OutboxUnavailableException(
          config.address() + " (SOMABRAIN_POSTGRES_DSN): " + e.getMessage(), e);
    }
  }
}
