package io.soma.memory.junit;

import io.soma.memory.domain.tenant.TenantId;
import java.util.List;

/** What a test says of one tenant, and sees of it. */
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
   * Its calls get this HTTP status from now on. Each call counts once: nothing is retried behind
   * the test's back, and what is queued is delivered by {@link SomaMemoryExtension#settle} alone.
   */
  public ScriptedAnswers answers(int status) {
    return new ScriptedAnswers(tenant, test, status);
  }

  /** All is well again, and what was scripted is forgotten. */
  public void recovers() {
    test.recover(tenant);
  }

  /** The coordinates of the writes that took effect, in order. */
  public List<String> stored() {
    return test.stored(tenant);
  }

  /** How many of its events wait for the memory service's confirmation. */
  public long waiting() {
    return test.waiting(tenant);
  }
}
