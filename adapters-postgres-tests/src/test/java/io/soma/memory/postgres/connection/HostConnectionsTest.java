package io.soma.memory.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.TestDatabase;
import io.soma.memory.postgres.schema.DatabaseFinding;
import io.soma.memory.testkit.contract.OutboxContract;
import io.soma.memory.testkit.contract.SampleDeliveries;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The outbox on connections of a program that has a pool and a search path of its own, in a schema
 * that this path does not name.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostConnectionsTest extends OutboxContract {

  private static final String SCHEMA = "soma_memory";
  private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

  private final TestDatabase database = TestDatabase.create();
  private final HikariDataSource host = host(database.dsn());
  private final HikariDataSource nowhere = host("jdbc:postgresql://127.0.0.1:1/nowhere");
  private final PostgresStore store = open(host);
  private final PostgresStore another = open(host);
  private final PostgresStore unreachable =
      PostgresStore.open(PostgresConfig.of(nowhere), HALF_A_SECOND);

  private static HikariDataSource host(String url) {
    HikariConfig hikari = new HikariConfig();
    hikari.setJdbcUrl(url.replaceFirst("^postgresql:", "jdbc:postgresql:"));
    hikari.setMaximumPoolSize(20);
    hikari.setMinimumIdle(0);
    hikari.setConnectionTimeout(HALF_A_SECOND.toMillis());
    hikari.setInitializationFailTimeout(-1);
    // Both are the program's, and must be so again when we have had the connection.
    hikari.setAutoCommit(false);
    hikari.setConnectionInitSql("SET search_path = pg_catalog");
    return new HikariDataSource(hikari);
  }

  private static PostgresStore open(HikariDataSource host) {
    PostgresStore store = PostgresStore.open(PostgresConfig.of(host).withSchema(SCHEMA));
    store.migrate();
    return store;
  }

  @BeforeEach
  void empty() {
    inSchema(
        "DELETE FROM outbox_events; DELETE FROM outbox_pending; DELETE FROM tenant_leases;"
            + " DELETE FROM delivery_leases; DELETE FROM circuit_orders;"
            + " DELETE FROM outbox_instances;"
            + " SELECT setval(pg_get_serial_sequence('outbox_events', 'id'), 1, false)");
  }

  @AfterAll
  void close() {
    store.close();
    another.close();
    unreachable.close();
    nowhere.close();
    host.close();
  }

  @Test
  void nothingIsInTheSchemaOfTheProgram() {
    assertThat(
            database.query(
                "SELECT DISTINCT schemaname FROM pg_tables"
                    + " WHERE tablename LIKE 'outbox%' OR tablename LIKE '%leases'"
                    + " OR tablename LIKE 'soma%'"))
        .containsExactly(SCHEMA);
    assertThat(store.pendingMigrations()).isEmpty();
    assertThat(store.inspect()).noneMatch(finding -> finding.level() == DatabaseFinding.Level.RED);
  }

  @Test
  void connectionsGoBackAsTheyCame() throws SQLException {
    try (Connection only = host.getConnection()) {
      PostgresConfig config = PostgresConfig.of(new PoolOfOne(only)).withSchema(SCHEMA);
      try (PostgresStore borrowing = PostgresStore.open(config)) {
        assertThat(borrowing.outbox().backlog()).isEmpty();
        assertThat(borrowing.outbox().backlog()).isEmpty();
      }

      assertThat(only.getAutoCommit()).isFalse();
      assertThat(only.getNetworkTimeout()).isZero();
      assertThat(setting(only, "search_path")).isEqualTo("pg_catalog");
      assertThat(setting(only, "statement_timeout")).isEqualTo("0");
    }
  }

  @Test
  void aDatabaseThatDoesNotWaitForTheDiskIsRefused() {
    TestDatabase unsafe = TestDatabase.create();
    String name = unsafe.query("SELECT current_database()").get(0);
    unsafe.execute("ALTER DATABASE " + name + " SET synchronous_commit = off");

    try (HikariDataSource pool = host(unsafe.dsn());
        PostgresStore refused = PostgresStore.open(PostgresConfig.of(pool))) {
      assertThatExceptionOfType(OutboxUnavailableException.class)
          .isThrownBy(refused::migrate)
          .withMessageContaining("is reached through connections of this program");
    }
  }

  @Test
  void refusesADataSourceOfAnotherDatabase() {
    try (PostgresStore refused = PostgresStore.open(PostgresConfig.of(new Stranger()))) {
      assertThatExceptionOfType(OutboxUnavailableException.class)
          .isThrownBy(refused::migrate)
          .withMessage(
              "PostgreSQL is needed, and the DataSource is one of H2: bring one of PostgreSQL, or"
                  + " name a PostgreSQL in SOMABRAIN_POSTGRES_DSN");
    }
  }

  /** Connections as another database's driver gives them. */
  private static final class Stranger extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    @Override
    public Connection getConnection() {
      return answering(
          Connection.class,
          Map.of(
              "isWrapperFor",
              false,
              "getMetaData",
              answering(DatabaseMetaData.class, Map.of("getDatabaseProductName", "H2"))));
    }

    private static <T> T answering(Class<T> type, Map<String, ?> answers) {
      Object proxy =
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> answers.get(method.getName()));
      return type.cast(proxy);
    }
  }

  private static String setting(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW " + name)) {
      row.next();
      return row.getString(1);
    }
  }

  /** Gives out one connection again and again, and puts nothing right that was changed on it. */
  private static final class PoolOfOne extends PGSimpleDataSource {

    private static final long serialVersionUID = 1L;

    private final transient Connection only;

    PoolOfOne(Connection only) {
      this.only = only;
    }

    @Override
    public Connection getConnection() {
      return (Connection)
          Proxy.newProxyInstance(
              Connection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              (proxy, method, arguments) -> {
                try {
                  return method.getName().equals("close") ? null : method.invoke(only, arguments);
                } catch (InvocationTargetException e) {
                  throw e.getCause();
                }
              });
    }
  }

  @Test
  void writesJoinTransactionsWhateverTheirSearchPath() throws SQLException {
    try (Connection connection = host.getConnection()) {
      store
          .transactionalOutbox()
          .enqueue(connection, SampleDeliveries.store(new TenantId("joining"), 1));
      connection.commit();
    }

    assertThat(store.outbox().backlog()).hasSize(1);
  }

  @Test
  void onlyLooksAtTablesThatTheProgramMigrates() {
    PostgresConfig config = PostgresConfig.of(host).withSchema("nobodys").withoutMigrations();
    try (PostgresStore wanting = PostgresStore.open(config)) {
      assertThatExceptionOfType(OutboxUnavailableException.class)
          .isThrownBy(wanting::migrate)
          .withMessageContaining("migrations are off");
    }
    try (PostgresStore ready =
        PostgresStore.open(PostgresConfig.of(host).withSchema(SCHEMA).withoutMigrations())) {
      ready.migrate();
      assertThat(ready.outbox().identity()).isEqualTo(store.outbox().identity());
    }
  }

  @Override
  protected Outbox outbox() {
    return store.outbox();
  }

  @Override
  protected Outbox anotherInstance() {
    return another.outbox();
  }

  @Override
  protected Outbox unreachable() {
    return unreachable.outbox();
  }

  @Override
  protected OutboxRecords records() {
    return another.records();
  }

  @Override
  protected OutboxRecords unreachableRecords() {
    return unreachable.records();
  }

  @Override
  protected TenantLeases leases() {
    return store.leases();
  }

  @Override
  protected void letTimePass(Duration duration) {
    String passed = " - interval '" + duration.toSeconds() + " seconds'";
    inSchema("UPDATE tenant_leases SET expires_at = expires_at" + passed);
    inSchema("UPDATE outbox_instances SET seen_at = seen_at" + passed);
    inSchema("UPDATE delivery_leases SET expires_at = expires_at" + passed);
    inSchema("UPDATE outbox_events SET confirmed_at = confirmed_at" + passed);
    inSchema("UPDATE outbox_events SET held_until = held_until" + passed);
  }

  @Override
  protected void forgetConfirmed() {
    inSchema("DELETE FROM outbox_events WHERE confirmed_at IS NOT NULL");
  }

  private void inSchema(String sql) {
    database.execute("SET search_path = " + SCHEMA + "; " + sql);
  }
}
