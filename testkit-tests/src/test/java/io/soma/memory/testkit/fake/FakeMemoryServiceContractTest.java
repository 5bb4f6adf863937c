package io.soma.memory.testkit.fake;

import io.soma.memory.testkit.contract.MemoryServiceContract;
import io.soma.memory.testkit.contract.RemoteMemory;

class FakeMemoryServiceContractTest extends MemoryServiceContract {

  @Override
  protected RemoteMemory open() {
    return new FakeRemoteMemory();
  }
}
