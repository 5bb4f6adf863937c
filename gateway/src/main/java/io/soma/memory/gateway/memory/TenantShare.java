package io.soma.memory.gateway.memory;

import org.jspecify.annotations.Nullable;

/** What one tenant or token has in the gateway. */
record TenantShare(int calls, long bytes) {

  static final TenantShare ONE_CALL = new TenantShare(1, 0);
  private static final TenantShare NOTHING = new TenantShare(0, 0);

  TenantShare plus(TenantShare more) {
    return new TenantShare(calls + more.calls, bytes + more.bytes);
  }

  /** The share without so much of it, or null if nothing is left. */
  @Nullable TenantShare minus(TenantShare less) {
    TenantShare left = new TenantShare(calls - less.calls, bytes - less.bytes);
    return left.equals(NOTHING) ? null : left;
  }
}
