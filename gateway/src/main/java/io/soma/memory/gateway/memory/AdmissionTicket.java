package io.soma.memory.gateway.memory;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.server.BodyRoom;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.gateway.server.Reply;

/** One call that was let in, with the room that its body takes. Safe for many threads. */
final class AdmissionTicket implements BodyRoom {

  private static final String SOON = "1";

  private final RequestAdmission admission;
  private final String token;
  private final TenantId tenant;
  private long bytes;
  private boolean left;

  AdmissionTicket(RequestAdmission admission, String token, TenantId tenant) {
    this.admission = admission;
    this.token = token;
    this.tenant = tenant;
  }

  @Override
  public synchronized void take(long heapBytes) {
    // A body that still arrives after its request was answered is only discarded.
    if (left) {
      return;
    }
    bytes += heapBytes;
    switch (admission.take(token, tenant, heapBytes)) {
      case TAKEN -> {}
      case FULL ->
          throw refused(503, "the gateway has as many bodies under way as it has room for");
      case TENANT_OVER ->
          throw refused(429, "tenant " + tenant + " has as many bodies under way as it may");
      case TOKEN_OVER -> throw refused(429, "the token has as many bodies under way as it may");
    }
  }

  /** Ends the call; more often than once does no harm. */
  synchronized void leave() {
    if (!left) {
      left = true;
      admission.leave(token, tenant, bytes);
    }
  }

  static RefusedRequestException refused(int status, String detail) {
    return new RefusedRequestException(Reply.error(status, detail).with("Retry-After", SOON));
  }
}
