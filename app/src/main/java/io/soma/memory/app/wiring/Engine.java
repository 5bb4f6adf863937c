package io.soma.memory.app.wiring;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import io.soma.memory.app.background.Background;
import io.soma.memory.app.telemetry.MetricsPage;
import io.soma.memory.app.usecase.check.CapabilityProbe;
import io.soma.memory.app.usecase.check.Finding;
import io.soma.memory.app.usecase.client.ShutdownGate;
import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.ServiceStatus;
import io.soma.memory.ports.driving.TenantAdministration;
import io.soma.memory.postgres.transaction.TransactionalWrites;
import io.soma.memory.supervision.CloseStack;
import io.soma.memory.supervision.Logs;
import io.soma.memory.supervision.Supervisor;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Set;
import org.slf4j.Logger;

/** The wired application, and its start and end. */
@Singleton
public final class Engine implements AutoCloseable {

  private static final Logger LOG = Logs.of(Engine.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(15);

  private final MemoryClient client;
  private final HealthReport health;
  private final ServiceStatus serviceStatus;
  private final OutboxAdministration outbox;
  private final TenantAdministration tenants;
  private final MetricsPage metrics;
  private final TransactionalDoor transactional;
  private final Supervisor supervisor;
  private final ShutdownGate gate;
  private final Set<Background> background;
  private final CloseStack closing;
  private boolean closed;

  @Inject
  Engine(
      MemoryClient client,
      HealthReport health,
      ServiceStatus serviceStatus,
      OutboxAdministration outbox,
      TenantAdministration tenants,
      MetricsPage metrics,
      TransactionalDoor transactional,
      Supervisor supervisor,
      ShutdownGate gate,
      Set<Background> background,
      CloseStack closing) {
    this.client = client;
    this.health = health;
    this.serviceStatus = OpenPort.of(ServiceStatus.class, serviceStatus, gate);
    this.outbox = OpenPort.of(OutboxAdministration.class, outbox, gate);
    this.tenants = OpenPort.of(TenantAdministration.class, tenants, gate);
    this.metrics = metrics;
    this.transactional = transactional;
    this.supervisor = supervisor;
    this.gate = gate;
    this.background = background;
    this.closing = closing;
  }

  /**
   * Wires and starts everything that the module binds; if that fails, the opened parts are closed
   * again.
   */
  public static Engine start(Module module) {
    Injector injector = Guice.createInjector(module);
    CloseStack closing = injector.getInstance(CloseStack.class);
    try {
      Engine engine = injector.getInstance(Engine.class);
      tellOfRepeats(injector.getInstance(MemoryService.class));
      engine.startBackground();
      return engine;
    } catch (RuntimeException e) {
      closing.close();
      throw inOurWords(e);
    } catch (Error e) {
      closing.close();
      throw e;
    }
  }

  private static void tellOfRepeats(MemoryService service) {
    Finding finding = new CapabilityProbe(service.capabilities()).look();
    if (finding.level() != Finding.Level.OK) {
      LOG.warn("{}; {}", finding.said(), finding.advice());
    }
  }

  // Guice wraps a provider's exception; the message for the operator is in the middle.
  private static RuntimeException inOurWords(RuntimeException e) {
    return e instanceof ProvisionException && e.getCause() instanceof SomaMemoryException ours
        ? ours
        : e;
  }

  /** The client. */
  public MemoryClient client() {
    return client;
  }

  /** How it is doing. */
  public HealthReport health() {
    return health;
  }

  /** The memory service's own status pages. */
  public ServiceStatus serviceStatus() {
    return serviceStatus;
  }

  /** Writes within the caller's own transactions. */
  public TransactionalWrites transactional() {
    return transactional.writes();
  }

  /** The outbox operations for operators. */
  public OutboxAdministration outbox() {
    return outbox;
  }

  /** The tenant operations for operators. */
  public TenantAdministration tenants() {
    return tenants;
  }

  /** The metrics, as a scraper reads them. */
  public MetricsPage metrics() {
    return metrics;
  }

  /** The background tasks, and a place for further ones. */
  public Supervisor supervisor() {
    return supervisor;
  }

  /**
   * Drains: refuses new calls, lets calls in flight finish or queue, stops the loops, gives leases
   * back, closes. Queued events stay in the outbox for the next start.
   */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    gate.shut(CLOSE_TIMEOUT);
    background.forEach(Engine::stopQuietly);
    closing.close();
  }

  private void startBackground() {
    try {
      background.forEach(Background::start);
    } catch (RuntimeException | Error e) {
      background.forEach(Engine::stopQuietly);
      throw e;
    }
  }

  // One that does not end in time must not keep the others, and the leases, from ending.
  private static void stopQuietly(Background work) {
    try {
      work.stop();
    } catch (RuntimeException | Error e) {
      LOG.warn("stopping {} failed", work.getClass().getSimpleName(), e);
    }
  }
}
