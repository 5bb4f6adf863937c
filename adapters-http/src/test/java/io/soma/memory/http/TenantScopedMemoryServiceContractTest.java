package io.soma.memory.http;

import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.testkit.contract.MemoryServiceContract;
import io.soma.memory.testkit.contract.RemoteMemory;

/** What a memory service that keeps tenants apart promises, before one that mixes them. */
class TenantScopedMemoryServiceContractTest extends MemoryServiceContract {

  @Override
  protected RemoteMemory open() {
    return new ScriptedRemoteMemory(new Tenancy.Shared(null));
  }
}
