package io.soma.memory.domain.routing;

/** Whether a tenant's guard lets a call go to the memory service now. */
public enum Admission {
  ADMITTED,
  CIRCUIT_OPEN,
  THROTTLED,
  BULKHEAD_FULL
}
