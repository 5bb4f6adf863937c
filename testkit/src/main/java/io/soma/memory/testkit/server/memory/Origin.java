package io.soma.memory.testkit.server.memory;

/** Where an effect comes from. Keys that the request did not carry are empty. */
record Origin(String tenant, String idempotencyKey, String requestId) {
  static Origin of(Request request, String tenant) {
    RequestHeaders headers = request.headers();
    return new Origin(
        tenant, headers.getOr("X-Idempotency-Key", ""), headers.getOr("X-Request-ID", ""));
  }

  /** The same with its effect on another tenant's data. */
  Origin of(String other) {
    return new Origin(other, idempotencyKey, requestId);
  }
}
