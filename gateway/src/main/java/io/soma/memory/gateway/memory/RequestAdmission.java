package io.soma.memory.gateway.memory;

import io.soma.memory.domain.tenant.TenantId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds what each tenant and each token has in the gateway: each request in it may hold a thread
 * of the engine and the bytes of its body, of what it reads, and of its answer until that is sent.
 * One that hangs must not take those of the others. Bytes are those of the heap, taken as a body
 * arrives and before an answer of the memory service is unpacked. Safe for many threads.
 */
final class RequestAdmission {

  private final Map<TenantId, TenantShare> tenants = new ConcurrentHashMap<>();
  private final Map<String, TenantShare> tokens = new ConcurrentHashMap<>();
  private final AtomicLong bytesInAll = new AtomicLong();
  private final AdmissionLimits limits;

  RequestAdmission(AdmissionLimits limits) {
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
    TenantShare ofTenant = tenants.merge(tenant, TenantShare.ONE_CALL, TenantShare::plus);
    TenantShare ofToken = tokens.merge(token, TenantShare.ONE_CALL, TenantShare::plus);
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

  /**
   * Takes room, and names the limit that it exceeds.
   *
   * @param own bytes that the call has taken with these
   */
  Verdict take(String token, TenantId tenant, long bytes, long own) {
    TenantShare more = new TenantShare(0, bytes);
    TenantShare ofTenant = tenants.merge(tenant, more, TenantShare::plus);
    TenantShare ofToken = tokens.merge(token, more, TenantShare::plus);
    if (bytesInAll.addAndGet(bytes) > limits.bytes()) {
      return Verdict.FULL;
    }
    // A call always passes alone, or one with a large body never would.
    if (ofTenant.bytes() > limits.tenantBytes() && ofTenant.bytes() > own) {
      return Verdict.TENANT_OVER;
    }
    return ofToken.bytes() > limits.tokenBytes() && ofToken.bytes() > own
        ? Verdict.TOKEN_OVER
        : Verdict.TAKEN;
  }

  /** Gives calls and room back. */
  void giveBack(String token, TenantId tenant, int calls, long bytes) {
    TenantShare less = new TenantShare(calls, bytes);
    bytesInAll.addAndGet(-bytes);
    tenants.computeIfPresent(tenant, (t, share) -> share.minus(less));
    tokens.computeIfPresent(token, (t, share) -> share.minus(less));
  }

  enum Verdict {
    TAKEN,
    TENANT_OVER,
    TOKEN_OVER,
    FULL
  }
}
