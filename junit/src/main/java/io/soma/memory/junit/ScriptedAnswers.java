package io.soma.memory.junit;

import io.soma.memory.domain.tenant.TenantId;

/** A status that a tenant's calls get: until it recovers, or a number of times. */
public final class ScriptedAnswers {

  private final TenantId tenant;
  private final TestMemory test;
  private final int status;

  ScriptedAnswers(TenantId tenant, TestMemory test, int status) {
    this.tenant = tenant;
    this.test = test;
    this.status = status;
    test.answer(tenant, status);
  }

  /** Only the next calls get it, after those that were announced before. */
  public void times(int calls) {
    test.answerNext(tenant, status, calls);
  }
}
