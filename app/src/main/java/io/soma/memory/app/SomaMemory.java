package io.soma.memory.app;

import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.telemetry.MetricsPage;
import io.soma.memory.app.wiring.Engine;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.ServiceStatus;
import io.soma.memory.ports.driving.TenantAdministration;
import io.soma.memory.postgres.transaction.TransactionalWrites;
import io.soma.memory.supervision.Supervisor;

/**
 * The embedder's door: a running Soma Memory in this process.
 *
 * <pre>{@code
 * try (SomaMemory soma = SomaMemory.start(MemoryConfig.fromEnvironment())) {
 *   soma.client().remember(Remember.of("memory:tenant-1", "greeting", Map.of("text", "hello")));
 * }
 * }</pre>
 *
 * <p>Safe for many threads.
 */
public final class SomaMemory implements AutoCloseable {

  private final Engine engine;

  private SomaMemory(Engine engine) {
    this.engine = engine;
  }

  /**
   * Brings the schema up to date, reads the backlog and starts.
   *
   * @throws io.soma.memory.domain.SomaMemoryException if PostgreSQL cannot be reached
   */
  public static SomaMemory start(MemoryConfig config) {
    return start(config, BackgroundParts.ALL);
  }

  /** The same, running only these parts in the background. */
  public static SomaMemory start(MemoryConfig config, BackgroundParts parts) {
    return of(Engine.start(new MemoryModule(config, parts)));
  }

  /** Around an engine that was wired otherwise, such as with adapters swapped. */
  public static SomaMemory of(Engine engine) {
    return new SomaMemory(engine);
  }

  /** Writes and reads. */
  public MemoryClient client() {
    return engine.client();
  }

  /**
   * Writes within the caller's own transactions, in JDBC or jOOQ: queued if and only if these
   * commit. The caller's tables and the outbox must be in one database.
   */
  public TransactionalWrites transactional() {
    return engine.transactional();
  }

  /** How the memory service and the tenants are doing. */
  public HealthReport health() {
    return engine.health();
  }

  /** The memory service's own status pages, for programs that pass them on. */
  public ServiceStatus serviceStatus() {
    return engine.serviceStatus();
  }

  /** The outbox operations for operators. */
  public OutboxAdministration outbox() {
    return engine.outbox();
  }

  /** The tenant operations for operators. */
  public TenantAdministration tenants() {
    return engine.tenants();
  }

  /** The metrics, for the HTTP server of the host program. */
  public MetricsPage metrics() {
    return engine.metrics();
  }

  /** Runs the background tasks; the embedding program may run its own loops with it. */
  public Supervisor supervisor() {
    return engine.supervisor();
  }

  /**
   * Drains and closes; queued events wait in the outbox for the next start. Later calls throw
   * {@link io.soma.memory.ports.driving.ClientClosedException}, except those for health and
   * metrics.
   */
  @Override
  public void close() {
    engine.close();
  }
}
