package io.soma.memory.http;

import io.soma.memory.domain.tenancy.Tenancy;
import io.soma.memory.testkit.contract.MemoryServiceContract;
import io.soma.memory.testkit.contract.RemoteMemory;

/** The contract of a memory service that keeps tenants apart, in front of one that mixes them. */
class TenantScopedMemoryServiceContractTest extends MemoryServiceContract {

  @Override
  protected RemoteMemory open() {
    return new ScriptedRemoteMemory(new Tenancy.Shared(null));
  }
}
