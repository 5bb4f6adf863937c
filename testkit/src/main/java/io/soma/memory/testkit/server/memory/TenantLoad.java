package io.soma.memory.testkit.server.memory;

/** Counts one tenant's requests. Thread safe. */
final class TenantLoad {
  private final String tenant;
  private long arrived;
  private int running;
  private int peak;

  TenantLoad(String tenant) {
    this.tenant = tenant;
  }

  /** One and the same string for all records of the tenant, so that they share it. */
  String tenant() {
    return tenant;
  }

  synchronized void enter() {
    arrived++;
    running++;
    peak = Math.max(peak, running);
  }

  synchronized void leave() {
    running--;
  }

  synchronized long arrived() {
    return arrived;
  }

  synchronized int running() {
    return running;
  }

  synchronized int peak() {
    return peak;
  }
}
