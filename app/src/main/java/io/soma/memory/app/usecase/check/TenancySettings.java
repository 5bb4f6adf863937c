package io.soma.memory.app.usecase.check;

import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.TenantId;

/** Explains how the tenancy settings assign memories to tenants. */
public final class TenancySettings implements Probe {

  private static final String ITEM = "tenancy";

  private final Tenancy tenancy;

  /** Explains this tenancy. */
  public TenancySettings(Tenancy tenancy) {
    this.tenancy = tenancy;
  }

  @Override
  public Finding look() {
    if (!(tenancy instanceof Tenancy.Shared shared)) {
      return Finding.ok(
          ITEM, "isolated: the memory service is trusted to keep tenants apart; --probe finds out");
    }
    TenantId owner = shared.unmarkedOwner();
    return owner == null
        ? Finding.warning(
            ITEM,
            "shared, and no unmarked owner is named: no tenant can read what was stored before",
            "name the tenant that has it in SOMABRAIN_MEMORY_UNMARKED_OWNER before that tenant's"
                + " next write; for a new memory service no action is required; if the service"
                + " keeps tenants apart (--probe finds out), set SOMABRAIN_MEMORY_TENANCY=isolated")
        : Finding.ok(
            ITEM,
            "shared: tenants have coordinates of their own; tenant "
                + owner
                + " has what was stored before");
  }
}
