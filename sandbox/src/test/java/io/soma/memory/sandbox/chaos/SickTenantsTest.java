package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SickTenantsTest {

  @Test
  void aTenantIsSickWhoseHealthIsZero() {
    String page =
        """
        # HELP memory_tenant_healthy 1 while the tenant's circuit is closed or idle
        # TYPE memory_tenant_healthy gauge
        memory_tenant_healthy{tenant="tenant-1"} 0.0
        memory_tenant_healthy{tenant="tenant-2"} 1.0
        memory_tenant_healthy{tenant="tenant-3"} 0
        memory_circuit_open{tenant="tenant-4"} 0.0
        """;

    assertThat(SickTenants.in(page)).containsExactly("tenant-1", "tenant-3");
  }
}
