package io.soma.memory.app.config;

import io.soma.memory.app.usecase.guard.TenantPolicies;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.tenant.TenantPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The policies that a program sets for single tenants; each starts from the common policy. */
final class OwnPolicies {

  private final List<Own> own = new ArrayList<>();

  void add(String tenant, UnaryOperator<TenantPolicy> change) {
    own.add(new Own(tenant, change));
  }

  /** The policies of all tenants; their problems are added to the reader's. */
  TenantPolicies beside(TenantPolicy common, EnvironmentReader problems) {
    Map<TenantId, TenantPolicy> policies = new HashMap<>();
    for (Own each : own) {
      try {
        TenantId tenant = new TenantId(each.tenant);
        policies.put(tenant, each.change.apply(policies.getOrDefault(tenant, common)));
      } catch (RuntimeException e) {
        problems.problem("tenant(" + each.tenant + "): " + e.getMessage());
      }
    }
    return new TenantPolicies(common, policies);
  }

  private record Own(String tenant, UnaryOperator<TenantPolicy> change) {}
}
