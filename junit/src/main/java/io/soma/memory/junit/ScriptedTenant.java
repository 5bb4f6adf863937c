package io.soma.memory.junit;

import io.soma.memory.domain.read.Memory;
import io.soma.memory.domain.tenant.TenantId;
import java.util.List;

/** Scripts one tenant's calls, and shows its memories. */
public final class ScriptedTenant {

  private final TenantId tenant;
  private final TestMemory test;

  ScriptedTenant(TenantId tenant, TestMemory test) {
    this.tenant = tenant;
    this.test = test;
  }

  /**
   * Its calls get no answer from now on, and end when their time is up. A call on the test's own
   * thread takes that time of the test's clock at once; one on another thread waits until {@link
   * SomaMemoryExtension#advance}.
   */
  public void hangs() {
    test.hang(tenant);
  }

  /**
   * Its calls get this HTTP status from now on. Each call counts once: nothing is retried unseen by
   * the test, and only {@link SomaMemoryExtension#settle} delivers queued writes.
   *
   * @param status 200 to 599; one below 300 confirms
   * @throws IllegalArgumentException if it is no such status
   */
  public ScriptedAnswers answers(int status) {
    return new ScriptedAnswers(tenant, test, status);
  }

  /** The service works again, and the tenant's script is dropped. */
  public void recovers() {
    test.recover(tenant);
  }

  /** The coordinates of the writes that took effect, in order. */
  public List<String> stored() {
    return test.stored(tenant);
  }

  /** Its memories as the memory service holds them, in the order in which each first came. */
  public List<Memory> memories() {
    return test.memories(tenant);
  }

  /** How many of its events wait for the memory service's confirmation. */
  public long waiting() {
    return test.waiting(tenant);
  }
}
