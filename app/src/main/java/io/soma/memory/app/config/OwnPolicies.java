package io.soma.memory.app.config;

import io.soma.memory.app.usecase.guard.TenantPolicies;
import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.tenant.TenantPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
        policies.put(tenant, each.changed(policies.getOrDefault(tenant, common)));
      } catch (SomaMemoryException | IllegalArgumentException e) {
        problems.problem("tenant(" + each.tenant + "): " + e.getMessage());
      } catch (RuntimeException e) {
        problems.problem("tenant(" + each.tenant + "): the change of the policy failed: " + e);
      }
    }
    return new TenantPolicies(common, policies);
  }

  // The compiler of a program may allow null.
  private record Own(String tenant, @Nullable UnaryOperator<TenantPolicy> change) {

    TenantPolicy changed(TenantPolicy before) {
      if (change == null) {
        throw new IllegalArgumentException("the change of the policy is not set");
      }
      TenantPolicy after = change.apply(before);
      if (after == null) {
        throw new IllegalArgumentException("the change of the policy returns no policy");
      }
      return after;
    }
  }
}
