package io.soma.memory.app.usecase.watchdog;

import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.app.usecase.relay.TransportGate;
import io.soma.memory.domain.tenant.TenantId;
import jakarta.inject.Inject;

/** Lets events try the memory service: always through a closed circuit, else as a probe in turn. */
public final class RecoveryGate implements TransportGate {

  private final TenantGuards guards;
  private final CircuitRecovery recovery;

  @Inject
  public RecoveryGate(TenantGuards guards, CircuitRecovery recovery) {
    this.guards = guards;
    this.recovery = recovery;
  }

  @Override
  public boolean isOpen(TenantId tenant) {
    return recovery.mayProbe(tenant) && guards.isOpenTo(tenant);
  }
}
