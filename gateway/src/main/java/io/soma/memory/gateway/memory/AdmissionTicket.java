package io.soma.memory.gateway.memory;

import io.soma.memory.domain.read.HeapRoom;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.server.BodyRoom;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.gateway.server.Reply;
import org.jspecify.annotations.Nullable;

/**
 * One call that was let in, with the room that its body, what it reads and its answer take. Safe
 * for many threads.
 */
final class AdmissionTicket implements BodyRoom, HeapRoom {

  private static final String SOON = "1";

  private final RequestAdmission admission;
  private final String token;
  private final TenantId tenant;
  private long bytes;
  private boolean left;
  private @Nullable RefusedRequestException refusal;

  AdmissionTicket(RequestAdmission admission, String token, TenantId tenant) {
    this.admission = admission;
    this.token = token;
    this.tenant = tenant;
  }

  @Override
  public synchronized void take(long heapBytes) {
    if (!tryTake(heapBytes) && refusal != null) {
      throw refusal;
    }
  }

  @Override
  public synchronized boolean tryTake(long heapBytes) {
    // What still arrives after the request was answered is only discarded.
    if (left) {
      return true;
    }
    bytes += heapBytes;
    refusal = refusal(admission.take(token, tenant, heapBytes, bytes));
    if (refusal != null) {
      giveBack(heapBytes);
    }
    return refusal == null;
  }

  @Override
  public synchronized void giveBack(long heapBytes) {
    if (!left) {
      bytes -= heapBytes;
      admission.giveBack(token, tenant, 0, heapBytes);
    }
  }

  /** Why it got no room; null if it got all that it asked for. */
  synchronized @Nullable RefusedRequestException refusal() {
    return refusal;
  }

  /** Ends the call; more often than once does no harm. */
  synchronized void leave() {
    if (!left) {
      left = true;
      admission.giveBack(token, tenant, 1, bytes);
    }
  }

  /**
   * Ends the call with its answer, whose bytes stay taken until it is sent: a caller that does not
   * read its answers fills its own share.
   */
  synchronized Reply leave(Reply answer) {
    long kept = answer.body().length;
    if (left) {
      return answer;
    }
    left = true;
    admission.giveBack(token, tenant, 1, bytes - kept);
    return answer.whenSent(() -> admission.giveBack(token, tenant, 0, kept));
  }

  private @Nullable RefusedRequestException refusal(RequestAdmission.Verdict verdict) {
    return switch (verdict) {
      case TAKEN -> null;
      case FULL -> refused(503, "the gateway has as many bodies under way as it has room for");
      case TENANT_OVER ->
          refused(429, "tenant " + tenant + " has as many bodies under way as it may");
      case TOKEN_OVER -> refused(429, "the token has as many bodies under way as it may");
    };
  }

  static RefusedRequestException refused(int status, String detail) {
    return new RefusedRequestException(Reply.error(status, detail).with("Retry-After", SOON));
  }
}
