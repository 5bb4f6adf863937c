package io.soma.memory.gateway.memory;

import org.jspecify.annotations.Nullable;

/** What one tenant or token has in the gateway. */
record Share(int calls, long bytes) {

  static final Share ONE_CALL = new Share(1, 0);

  Share plus(Share more) {
    return new Share(calls + more.calls, bytes + more.bytes);
  }

  /** The share without one call and its bytes, or null if it is the last. */
  @Nullable Share without(long itsBytes) {
    return calls == 1 ? null : new Share(calls - 1, bytes - itsBytes);
  }
}
