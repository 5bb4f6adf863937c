package io.soma.memory.gateway.memory;

import org.jspecify.annotations.Nullable;

/** What one tenant or token has in the gateway. */
record TenantShare(int calls, long bytes) {

  static final TenantShare ONE_CALL = new TenantShare(1, 0);

  TenantShare plus(TenantShare more) {
    return new TenantShare(calls + more.calls, bytes + more.bytes);
  }

  /** The share without one call and its bytes, or null if it is the last. */
  @Nullable TenantShare without(long itsBytes) {
    return calls == 1 ? null : new TenantShare(calls - 1, bytes - itsBytes);
  }
}
