package io.soma.memory.gateway.ops;

/** Whether this process takes requests; safe for many threads. */
public final class Readiness {

  private volatile boolean draining;

  /** Says from now on that no more requests should come. */
  public void drain() {
    draining = true;
  }

  boolean isDraining() {
    return draining;
  }
}
