package io.soma.memory.app.config;

import io.soma.memory.domain.tenant.TenantId;
import java.util.Set;

/**
 * What the bearer of a token may do.
 *
 * @param name of the token, for people and logs
 * @param sha256 of the token's UTF-8, in lower-case hex
 * @param tenants for whom it may act; none for all
 */
public record TokenGrant(String name, String sha256, Set<TenantId> tenants) {

  public TokenGrant {
    tenants = Set.copyOf(tenants);
  }

  /** Whether the bearer may act for a tenant. */
  public boolean covers(TenantId tenant) {
    return tenants.isEmpty() || tenants.contains(tenant);
  }

  /** Without the hash, which is as good as a short token to whoever can guess. */
  @Override
  public String toString() {
    return "TokenGrant[" + name + " for " + (tenants.isEmpty() ? "all" : tenants) + "]";
  }
}
