package io.soma.memory.gateway.memory;

import io.soma.memory.domain.tenant.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what each tenant and each token has in the gateway: each request in it may hold a thread
 * of the engine and the bytes of its body, and one that hangs must not take those of the others.
 * Bytes are those of the heap, taken as a body arrives. Safe for many threads.
 */
final class Admission {

  private final Map<TenantId, Share> tenants = new ConcurrentHashMap<>();
  private final Map<String, Share> tokens = new ConcurrentHashMap<>();
  private final AtomicLong bytesInAll = new AtomicLong();
  private final AdmissionLimits limits;

  Admission(AdmissionLimits limits) {
    this.limits = limits;
  }

  /**
   * Lets a call in.
   *
   * @param token the name of the token
   * @throws io.soma.memory.gateway.server.RefusedRequestException with 429 if the tenant or the
   *     token has its share in already
   */
  AdmissionTicket enter(String token, TenantId tenant) {
    AdmissionTicket ticket = new AdmissionTicket(this, token, tenant);
    Share ofTenant = tenants.merge(tenant, Share.ONE_CALL, Share::plus);
    Share ofToken = tokens.merge(token, Share.ONE_CALL, Share::plus);
    if (ofTenant.calls() > limits.tenantCalls()) {
      ticket.leave();
      throw AdmissionTicket.refused(
          429, "tenant " + tenant + " has as many requests under way as it may");
    }
    if (ofToken.calls() > limits.tokenCalls()) {
      ticket.leave();
      throw AdmissionTicket.refused(429, "the token has as many requests under way as it may");
    }
    return ticket;
  }

  /** Takes room, and names the limit that it would exceed. */
  Verdict take(String token, TenantId tenant, long bytes) {
    Share more = new Share(0, bytes);
    Share ofTenant = tenants.merge(tenant, more, Share::plus);
    Share ofToken = tokens.merge(token, more, Share::plus);
    if (bytesInAll.addAndGet(bytes) > limits.bytes()) {
      return Verdict.FULL;
    }
    // A single body always passes, or a large one never would.
    if (ofTenant.bytes() > limits.tenantBytes() && ofTenant.calls() > 1) {
      return Verdict.TENANT_OVER;
    }
    return ofToken.bytes() > limits.tokenBytes() && ofToken.calls() > 1
        ? Verdict.TOKEN_OVER
        : Verdict.TAKEN;
  }

  /** Gives a call and its room back. */
  void leave(String token, TenantId tenant, long bytes) {
    bytesInAll.addAndGet(-bytes);
    tenants.computeIfPresent(tenant, (t, share) -> share.without(bytes));
    tokens.computeIfPresent(token, (t, share) -> share.without(bytes));
  }

  enum Verdict {
    TAKEN,
    TENANT_OVER,
    TOKEN_OVER,
    FULL
  }
}
