package io.soma.memory.http;

import io.soma.memory.testkit.contract.MemoryServiceContract;
import io.soma.memory.testkit.contract.RemoteMemory;

class RetrofitMemoryServiceContractTest extends MemoryServiceContract {

  @Override
  protected RemoteMemory open() {
    return new ScriptedRemoteMemory();
  }
}
