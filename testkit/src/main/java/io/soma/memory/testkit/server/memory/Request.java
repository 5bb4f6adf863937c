package io.soma.memory.testkit.server.memory;

/**
 * One request as it came.
 *
 * @param target path and query verbatim
 * @param body empty when there is none and when it is over the service's limit
 * @param oversized whether the body is over the service's limit
 * @param keepAlive whether the client wants the connection kept
 */
@SuppressWarnings("ArrayRecordComponent") // Requests are never compared.
record Request(
    String method,
    String target,
    RequestHeaders headers,
    byte[] body,
    boolean oversized,
    boolean keepAlive) {

  /** The tenant that the request names; without one, the service uses "default". */
  String tenant() {
    String tenant = headers.getOr("X-Soma-Tenant", "").strip();
    return tenant.isEmpty() ? "default" : tenant;
  }

  boolean wantsBody() {
    return !method.equals("HEAD");
  }
}
