package io.soma.memory.app.usecase.watchdog;

import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.app.usecase.relay.TransportGate;
import io.soma.memory.domain.tenant.TenantId;
import jakarta.inject.Inject;

/** Lets events try the memory service: always through a closed circuit, else as a probe in turn. */
public final class RecoveryGate implements TransportGate {

  private final TenantGuards guards;
  private final ServiceWatch watch;

  @Inject
  public RecoveryGate(TenantGuards guards, ServiceWatch watch) {
    this.guards = guards;
    this.watch = watch;
  }

  @Override
  public boolean isOpen(TenantId tenant) {
    if (!guards.isOpenTo(tenant)) {
      return false;
    }
    return !guards.circuit(tenant).keepsCallsAway() || watch.mayProbe(tenant);
  }
}
