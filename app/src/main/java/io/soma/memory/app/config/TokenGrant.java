package io.soma.memory.app.config;

import io.soma.memory.domain.tenant.TenantId;
import java.util.Optional;
import java.util.Set;

/**
 * What the bearer of a token may do.
 *
 * @param name of the token, for people and logs
 * @param sha256 of the token's UTF-8, in lower-case hex
 * @param tenants for whom it may act; none for all
 * @param takesQueuedAs200 whether a queued write is answered with 200, for a client that takes no
 *     other status for success
 */
public record TokenGrant(
    String name, String sha256, Set<TenantId> tenants, boolean takesQueuedAs200) {

  public TokenGrant {
    tenants = Set.copyOf(tenants);
  }

  /** One whose queued writes are answered with 202. */
  public TokenGrant(String name, String sha256, Set<TenantId> tenants) {
    this(name, sha256, tenants, false);
  }

  /** The only tenant for whom it may act, where there is but one. */
  public Optional<TenantId> onlyTenant() {
    return tenants.size() == 1 ? Optional.of(tenants.iterator().next()) : Optional.empty();
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
