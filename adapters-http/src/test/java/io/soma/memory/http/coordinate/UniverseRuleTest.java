package io.soma.memory.http.coordinate;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

class UniverseRuleTest {

  @Test
  void keysAreHashedUnderTheTenantOrAsDataOfBeforeWas() {
    assertThat(UniverseRule.TENANT.of(new TenantId("t-1"))).isEqualTo("t-1");
    assertThat(UniverseRule.REAL.of(new TenantId("t-1"))).isEqualTo("real");
  }

  @Test
  void rulesNameEverySettingThatDecidesWhereMemoriesLie() {
    TenantId owner = new TenantId("t-1");

    assertThat(rules(new Tenancy.Isolated(), UniverseRule.REAL))
        .isEqualTo("tenancy=isolated, universe=real");
    assertThat(rules(new Tenancy.Shared(owner), UniverseRule.TENANT))
        .isEqualTo("tenancy=shared, unmarked owner=t-1, universe=tenant");
    assertThat(rules(new Tenancy.Shared(null), UniverseRule.TENANT))
        .isEqualTo("tenancy=shared, unmarked owner=none, universe=tenant");
  }

  private static String rules(Tenancy tenancy, UniverseRule universe) {
    return new NumericCoordinateScheme(tenancy, universe).rules();
  }
}
