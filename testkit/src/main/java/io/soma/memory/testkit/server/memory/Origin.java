package io.soma.memory.testkit.server.memory;

import java.time.Duration;

/**
 * Where an effect comes from. Keys that the request did not carry are empty.
 *
 * @param age how long ago the request arrived
 * @param abandoned whether the caller has closed the connection
 */
record Origin(
    String tenant, String idempotencyKey, String requestId, Duration age, boolean abandoned) {
  /** Of a request that takes its effect now. */
  static Origin of(Request request, String tenant, Arrival arrival) {
    RequestHeaders headers = request.headers();
    return new Origin(
        tenant,
        headers.getOr("X-Idempotency-Key", ""),
        headers.getOr("X-Request-ID", ""),
        arrival.age(),
        arrival.isAbandoned());
  }

  /** The same with its effect on another tenant's data. */
  Origin of(String other) {
    return new Origin(other, idempotencyKey, requestId, age, abandoned);
  }
}
