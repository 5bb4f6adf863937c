package io.soma.memory.app.config;

import io.soma.memory.domain.tenant.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * The rights of a token's bearer.
 *
 * @param name of the token, for people and logs
 * @param sha256 of the token's UTF-8, in lower-case hex
 * @param tenants the tenants that it may act for; empty for all
 * @param takesQueuedAs200 whether a queued write is answered with 200, for a client that takes no
 *     other status for success
 */
public record TokenGrant(
    String name, String sha256, Set<TenantId> tenants, boolean takesQueuedAs200) {

  public TokenGrant {
    tenants = Set.copyOf(tenants);
  }

  /** A grant with which queued writes are answered with 202. */
  public TokenGrant(String name, String sha256, Set<TenantId> tenants) {
    this(name, sha256, tenants, false);
  }

  /** The tenant that it may act for, if there is exactly one. */
  public Optional<TenantId> onlyTenant() {
    return tenants.size() == 1 ? Optional.of(tenants.iterator().next()) : Optional.empty();
  }

  /** Whether the bearer may act for a tenant. */
  public boolean covers(TenantId tenant) {
    return tenants.isEmpty() || tenants.contains(tenant);
  }

  /** Without the hash: from it, an attacker could guess a short token. */
  @Override
  public String toString() {
    return "TokenGrant[" + name + " for " + (tenants.isEmpty() ? "all" : tenants) + "]";
  }
}
