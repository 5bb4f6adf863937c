package io.soma.memory.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.deployment.OutboxAddresses;
import io.soma.memory.app.telemetry.MetricsPage;
import io.soma.memory.ports.driven.CircuitOrders;
import io.soma.memory.ports.driven.CoordinateScheme;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxClock;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.ports.driven.TrafficCounter;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.supervision.CloseStack;
import jakarta.inject.Singleton;

/** The outbox and the leases in PostgreSQL; the schema is brought up to date on first use. */
final class PostgresModule extends AbstractModule {

  @Provides
  @Singleton
  static PostgresStore store(
      MemoryConfig config, CoordinateScheme scheme, MetricsPage metrics, CloseStack closing) {
    PostgresStore store = closing.with(PostgresStore.open(config.outbox().postgres()));
    metrics.pools(store::pools, config.host().instance());
    prepare(store, config.outbox().postgres(), scheme.rules());
    return store;
  }

  // Names the setting and the address, because at the start an operator reads the message.
  private static void prepare(PostgresStore store, PostgresConfig config, String rules) {
    try {
      store.migrate();
      OutboxAddresses.require(store.noteAddressRules(rules), rules, place(config));
    } catch (OutboxUnavailableException e) {
      throw new OutboxUnavailableException(
          "cannot start without the outbox " + place(config) + ": " + e.getMessage(), e);
    }
  }

  private static String place(PostgresConfig config) {
    return config.dataSource() == null
        ? "at " + config.address() + " (SOMABRAIN_POSTGRES_DSN)"
        : "on this program's DataSource";
  }

  @Provides
  @Singleton
  static Outbox outbox(PostgresStore store) {
    return store.outbox();
  }

  @Provides
  @Singleton
  static OutboxRecords records(PostgresStore store) {
    return store.records();
  }

  @Provides
  @Singleton
  static TrafficCounter traffic(PostgresStore store) {
    return store.traffic();
  }

  @Provides
  @Singleton
  static OutboxClock clock(PostgresStore store) {
    return store.clock();
  }

  @Provides
  @Singleton
  static CircuitOrders circuitOrders(PostgresStore store) {
    return store.circuitOrders();
  }

  @Provides
  @Singleton
  static TenantLeases leases(PostgresStore store) {
    return store.leases();
  }
}
