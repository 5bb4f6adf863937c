package io.soma.memory.app.usecase.admin;

import io.soma.memory.app.usecase.guard.TenantGuards;
import io.soma.memory.domain.breaker.Breaker;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.TenantAdministration;
import jakarta.inject.Inject;

/** Carries an operator's orders to the tenants' guards. */
public final class GuardAdministration implements TenantAdministration {

  private final TenantGuards guards;

  @Inject
  public GuardAdministration(TenantGuards guards) {
    this.guards = guards;
  }

  @Override
  public void forceOpen(TenantId tenant) {
    guards.order(tenant, Breaker::forcedOpen);
  }

  @Override
  public void forceClosed(TenantId tenant) {
    guards.order(tenant, Breaker::forcedClosed);
  }

  @Override
  public void release(TenantId tenant) {
    guards.order(tenant, Breaker::released);
  }
}
