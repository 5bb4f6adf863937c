package io.soma.memory.gateway.memory;

/**
 * How much may be in the gateway at once.
 *
 * @param tenantCalls requests of one tenant
 * @param tokenCalls requests under one token
 * @param tenantBytes of the heap for bodies of one tenant
 * @param tokenBytes of the heap for bodies under one token
 * @param bytes of the heap for all bodies
 */
record AdmissionLimits(
    int tenantCalls, int tokenCalls, long tenantBytes, long tokenBytes, long bytes) {

  /** The shares of one tenant (a quarter of the room) and one token (three quarters of all). */
  static AdmissionLimits of(int tenantCalls, int maxConnections, long bytes) {
    int tokenCalls = Math.max(1, maxConnections - maxConnections / 4);
    return new AdmissionLimits(tenantCalls, tokenCalls, bytes / 4, bytes - bytes / 4, bytes);
  }
}
