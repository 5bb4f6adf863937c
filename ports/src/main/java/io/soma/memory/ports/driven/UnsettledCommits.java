package io.soma.memory.ports.driven;

import io.soma.memory.domain.tenant.TenantId;

/** The tenants with a commit to the outbox of unknown outcome. Immutable. */
@FunctionalInterface
public interface UnsettledCommits {

  /** No tenant has one. */
  UnsettledCommits NONE = tenant -> false;

  /** Whether the tenant has one, or may have one. */
  boolean mayConcern(TenantId tenant);
}
