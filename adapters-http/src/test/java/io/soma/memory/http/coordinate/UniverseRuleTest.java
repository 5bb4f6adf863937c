package io.soma.memory.http.coordinate;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

class UniverseRuleTest {

  @Test
  void keysAreHashedUnderTheTenantOrAsDataOfBeforeWas() {
    assertThat(UniverseRule.TENANT.of(new TenantId("t-1"))).isEqualTo("t-1");
    assertThat(UniverseRule.REAL.of(new TenantId("t-1"))).isEqualTo("real");
  }
}
