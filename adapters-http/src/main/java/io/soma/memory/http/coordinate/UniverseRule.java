package io.soma.memory.http.coordinate;

import io.soma.memory.domain.tenant.TenantId;

/** Under which universe a tenant's keys are hashed to coordinates. */
public enum UniverseRule {
  /**
   * The tenant id, so that equal keys of two tenants never meet, even at a memory service that
   * ignores the tenant header.
   */
  TENANT {
    @Override
    public String of(TenantId tenant) {
      return tenant.value();
    }
  },
  /** The constant {@code real}, under which data of before was stored. */
  REAL {
    @Override
    public String of(TenantId tenant) {
      return "real";
    }
  };

  /** The universe of a tenant. */
  public abstract String of(TenantId tenant);
}
