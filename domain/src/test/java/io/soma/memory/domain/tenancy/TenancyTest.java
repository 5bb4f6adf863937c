package io.soma.memory.domain.tenancy;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.tenant.TenantId;
import org.junit.jupiter.api.Test;

class TenancyTest {

  private static final TenantId OWNER = new TenantId("owner");
  private static final TenantId OTHER = new TenantId("other");

  @Test
  void aServiceThatKeepsTenantsApartKeepsEveryCoordinate() {
    assertThat(new Tenancy.Isolated().keepsExistingCoordinates(OTHER)).isTrue();
  }

  @Test
  void aSharedServiceKeepsTheCoordinatesOfTheUnmarkedOwnerAlone() {
    assertThat(new Tenancy.Shared(OWNER).keepsExistingCoordinates(OWNER)).isTrue();
    assertThat(new Tenancy.Shared(OWNER).keepsExistingCoordinates(OTHER)).isFalse();
    assertThat(new Tenancy.Shared(null).keepsExistingCoordinates(OTHER)).isFalse();
  }
}
