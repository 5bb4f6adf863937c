package io.soma.memory.app.usecase.admin;

import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.app.usecase.guard.TenantPolicies;
import io.soma.memory.app.usecase.relay.TransportWatch;
import io.soma.memory.app.usecase.watchdog.BrokerWatch;
import io.soma.memory.app.usecase.watchdog.ClockWatch;
import io.soma.memory.app.usecase.watchdog.OutboxWatch;
import io.soma.memory.app.usecase.watchdog.ServiceWatch;
import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.outbox.BrokerHealth;
import io.soma.memory.domain.outbox.TransportRefusal;
import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.supervision.Supervisor;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The health that this instance knows, without a call. */
public final class KnownHealth implements HealthReport {

  private final ServiceWatch watch;
  private final OutboxWatch outbox;
  private final BrokerWatch broker;
  private final TransportWatch transport;
  private final ClockWatch clocks;
  private final TenantPolicies policies;
  private final TenantGuards guards;
  private final Backlog backlog;
  private final Supervisor supervisor;

  @Inject
  public KnownHealth(
      ServiceWatch watch,
      OutboxWatch outbox,
      BrokerWatch broker,
      TransportWatch transport,
      ClockWatch clocks,
      TenantPolicies policies,
      TenantGuards guards,
      Backlog backlog,
      Supervisor supervisor) {
    this.watch = watch;
    this.outbox = outbox;
    this.broker = broker;
    this.transport = transport;
    this.clocks = clocks;
    this.policies = policies;
    this.guards = guards;
    this.backlog = backlog;
    this.supervisor = supervisor;
  }

  @Override
  public Optional<ServiceHealth> service() {
    return watch.health().filter(ServiceHealth::isKnown);
  }

  @Override
  public Optional<BrokerHealth> broker() {
    return broker.health();
  }

  @Override
  public Optional<TransportRefusal> refusal(TenantId tenant) {
    return transport.refusal(tenant);
  }

  @Override
  public Optional<Duration> clockSkew() {
    return clocks.skew();
  }

  @Override
  public boolean takesWrites() {
    return switch (policies.common().writeMode()) {
      case SYNC -> outbox.takesWrites() || isServiceUp();
      case FAST_ACK -> outbox.takesWrites();
      case STRICT -> isServiceUp();
    };
  }

  private boolean isServiceUp() {
    return watch.health().map(health -> !health.isDown()).orElse(false);
  }

  @Override
  public List<String> backgroundTroubles() {
    return supervisor.troubles();
  }

  @Override
  public CircuitState circuit(TenantId tenant) {
    return guards.circuit(tenant);
  }

  @Override
  public long unconfirmed(TenantId tenant) {
    return backlog.unconfirmed(tenant);
  }
}
