package io.soma.memory.domain.tenancy;

import io.soma.memory.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/** Whether the memory service keeps tenants apart, as operators declare it. */
public sealed interface Tenancy {

  /** Whether the tenant's coordinates are those of the memory service's existing data. */
  boolean keepsExistingCoordinates(TenantId tenant);

  /** The memory service keeps tenants apart by itself. */
  record Isolated() implements Tenancy {

    @Override
    public boolean keepsExistingCoordinates(TenantId tenant) {
      return true;
    }
  }

  /**
   * The memory service may mix tenants, so that each tenant gets coordinates of its own there.
   *
   * @param unmarkedOwner the one tenant that keeps its coordinates and therefore owns the memories
   *     stored before; null for none
   */
  record Shared(@Nullable TenantId unmarkedOwner) implements Tenancy {

    @Override
    public boolean keepsExistingCoordinates(TenantId tenant) {
      return tenant.equals(unmarkedOwner);
    }
  }
}
