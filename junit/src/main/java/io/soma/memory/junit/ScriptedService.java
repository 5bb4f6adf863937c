package io.soma.memory.junit;

/**
 * Scripts the memory service for all tenants together. A tenant's own script goes before this one.
 */
public final class ScriptedService {

  private static final int UNAVAILABLE = 503;

  private final TestMemory test;

  ScriptedService(TestMemory test) {
    this.test = test;
  }

  /** Every call fails from now on, and the health check says so: an outage. */
  public void isDown() {
    test.down(UNAVAILABLE);
  }

  /** The service works again; every script is dropped, also that of each tenant. */
  public void recovers() {
    test.recover();
  }
}
