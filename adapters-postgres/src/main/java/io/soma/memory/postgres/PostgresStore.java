package io.soma.memory.postgres;

import io.soma.memory.domain.outbox.OutboxIdentity;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.MemoryWrite;
import io.soma.memory.ports.driven.CircuitOrders;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxClock;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driven.PoolUsage;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.ports.driven.TrafficCounter;
import io.soma.memory.postgres.admin.PostgresCircuitOrders;
import io.soma.memory.postgres.admin.PostgresOutboxRecords;
import io.soma.memory.postgres.admin.PostgresTrafficCounter;
import io.soma.memory.postgres.connection.ConnectionPool;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.postgres.connection.PostgresOutboxClock;
import io.soma.memory.postgres.relay.InstanceRows;
import io.soma.memory.postgres.relay.PostgresTenantLeases;
import io.soma.memory.postgres.schema.AddressRules;
import io.soma.memory.postgres.schema.DatabaseFinding;
import io.soma.memory.postgres.schema.IdentityRow;
import io.soma.memory.postgres.schema.Migrations;
import io.soma.memory.postgres.schema.ServerFacts;
import io.soma.memory.postgres.schema.ServerInspection;
import io.soma.memory.postgres.schema.TableInspection;
import io.soma.memory.postgres.settlement.DeliveryTokens;
import io.soma.memory.postgres.settlement.Settlement;
import io.soma.memory.postgres.transaction.OpenTransactions;
import io.soma.memory.postgres.transaction.TransactionWatch;
import io.soma.memory.postgres.transaction.TransactionalOutbox;
import io.soma.memory.postgres.transaction.TransactionalWrites;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Everything that Soma Memory keeps in one PostgreSQL database, version 13 or later.
 *
 * <p>New writes and the relay have connections of their own, so that neither starves the other; a
 * caller learns within 2 s that there is no connection. After an outage, calls work again within 5
 * s. Safe for many threads; one per instance is enough.
 */
public final class PostgresStore implements AutoCloseable {

  private final PostgresConfig config;
  private final ConnectionPool ingest;
  private final ConnectionPool relay;
  private final Migrations migrations;
  private final Outbox outbox;
  private final OutboxRecords records;
  private final TenantLeases leases;
  private final CircuitOrders circuitOrders;
  private final TransactionalOutbox transactionalOutbox;

  private PostgresStore(PostgresConfig config, Duration connectionTimeout) {
    this.config = config;
    ingest = ConnectionPool.open(config, "ingest", config.ingestShare(), connectionTimeout);
    relay = ConnectionPool.open(config, "relay", config.relayShare(), connectionTimeout);
    migrations = new Migrations(config);
    DeliveryTokens tokens = new DeliveryTokens();
    Settlement settlement = new Settlement(config.retention(), tokens);
    outbox =
        new PostgresOutbox(ingest, config.ingestShare(), relay, config.retention(), settlement);
    records = new PostgresOutboxRecords(relay);
    leases = new PostgresTenantLeases(relay, tokens);
    circuitOrders = new PostgresCircuitOrders(relay);
    transactionalOutbox = new TransactionalOutbox(ingest);
  }

  /** Opens the pools; the database may be down. */
  public static PostgresStore open(PostgresConfig config) {
    return open(config, ConnectionPool.CONNECTION_TIMEOUT);
  }

  /** The same with another wait for a connection. */
  public static PostgresStore open(PostgresConfig config, Duration connectionTimeout) {
    return new PostgresStore(config, connectionTimeout);
  }

  /**
   * Brings the tables up to date; harmless where they are, and in several instances at once.
   *
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   * @throws IllegalStateException if a migration fails, or one that has run was changed since
   */
  public void migrate() {
    migrations.run();
  }

  /**
   * The pending migrations of {@link #migrate()}, as {@code version description}; empty if there
   * are none.
   *
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public List<String> pendingMigrations() {
    return migrations.pending();
  }

  /**
   * Inspects the server, the road to it and the tables, and changes nothing.
   *
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public List<DatabaseFinding> inspect() {
    List<DatabaseFinding> findings = new ArrayList<>();
    findings.addAll(
        relay.run(
            sql -> sql.connectionResult(c -> ServerInspection.of(ServerFacts.of(c), config))));
    boolean hasMigrations = !pendingMigrations().isEmpty();
    findings.addAll(relay.run(sql -> TableInspection.of(sql, relay.tables(), hasMigrations)));
    return findings;
  }

  /**
   * Gives the outbox a new identity, as a physical copy of another outbox needs; unconfirmed events
   * are carried again under it. No other process may use the outbox meanwhile.
   *
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public OutboxIdentity renewIdentity() {
    return relay.run(IdentityRow::renew);
  }

  /**
   * Notes the rules by which this process finds addresses at the memory service, unless the outbox
   * has some already.
   *
   * @return the rules of the outbox; if they are others, its events belong to other addresses, and
   *     this process must not use it
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public String noteAddressRules(String own) {
    return relay.run(sql -> AddressRules.note(sql, own));
  }

  /**
   * The rules that are noted; empty if none are.
   *
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public Optional<String> addressRules() {
    return relay.run(AddressRules::read);
  }

  /**
   * What speaks against other rules now: events that would go to other addresses, and processes
   * that may go on with the former rules. Empty if nothing does.
   *
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public List<String> reasonsToKeepAddressRules() {
    return relay.run(AddressRules::reasonsToKeep);
  }

  /**
   * Forgets the rules: the next process to start notes its own. No other process may use the outbox
   * meanwhile.
   *
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public void forgetAddressRules() {
    int unused = relay.run(AddressRules::forget);
  }

  /**
   * How many instances used the outbox within the last minute; this one is not among them, unless
   * it has announced itself.
   *
   * @throws OutboxUnavailableException if PostgreSQL cannot be reached
   */
  public int presentInstances() {
    return relay.run(InstanceRows::countPresent);
  }

  /** The outbox. */
  public Outbox outbox() {
    return outbox;
  }

  /** The same outbox as operators see it. */
  public OutboxRecords records() {
    return records;
  }

  /** The leases of this instance, which is one holder. */
  public TenantLeases leases() {
    return leases;
  }

  /** The orders that operators gave to tenants' circuits. */
  public CircuitOrders circuitOrders() {
    return circuitOrders;
  }

  /** Counts what comes in and is confirmed. */
  public TrafficCounter traffic() {
    return new PostgresTrafficCounter(relay);
  }

  /** The server's clock. */
  public OutboxClock clock() {
    return new PostgresOutboxClock(relay);
  }

  /** How the connections are used at present, for new writes and for the rest. */
  public List<PoolUsage> pools() {
    return List.of(ingest.usage(), relay.usage());
  }

  /** The outbox for services that enqueue within their own transactions. */
  public TransactionalOutbox transactionalOutbox() {
    return transactionalOutbox;
  }

  /**
   * The same for callers that have writes instead of deliveries.
   *
   * @param deliveries turns a write into its form on the wire
   * @param judge is called with each write and its result; throws if the caller must not take an
   *     earlier write for this one
   * @param watch is told which tenants have writes in open transactions
   */
  public TransactionalWrites transactionalWrites(
      Function<MemoryWrite, Delivery> deliveries,
      BiConsumer<Delivery, Enqueued> judge,
      TransactionWatch watch) {
    return new TransactionalWrites(
        transactionalOutbox, deliveries, judge, watch, new OpenTransactions(relay));
  }

  /** Closes every connection; idempotent. Leases that are held run out by themselves. */
  @Override
  public void close() {
    ingest.close();
    relay.close();
  }
}
