package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.tenant.TenantPolicy;
import java.util.Map;

/** How each tenant is served: its own policy, or the common one. */
public record TenantPolicies(TenantPolicy common, Map<TenantId, TenantPolicy> own) {

  public TenantPolicies {
    own = Map.copyOf(own);
  }

  /** One policy for all. */
  public static TenantPolicies common(TenantPolicy policy) {
    return new TenantPolicies(policy, Map.of());
  }

  /** The policy of a tenant. */
  public TenantPolicy of(TenantId tenant) {
    return own.getOrDefault(tenant, common);
  }
}
