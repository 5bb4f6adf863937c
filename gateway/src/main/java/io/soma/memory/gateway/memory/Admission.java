package io.soma.memory.gateway.memory;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.gateway.server.Reply;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Bounds what each tenant has in the gateway: each request in it may hold a thread of the engine
 * and the bytes of its body, and a tenant that hangs must not take those of the others. Safe for
 * many threads.
 */
final class Admission {

  private static final String SOON = "1";

  private final ConcurrentHashMap<TenantId, Share> shares = new ConcurrentHashMap<>();
  private final AtomicLong bytesInAll = new AtomicLong();
  private final int tenantCalls;
  private final long tenantBytes;
  private final long maxBytes;

  /**
   * Of so many calls and bytes of bodies.
   *
   * @param maxBytes of all tenants together
   */
  Admission(int tenantCalls, long tenantBytes, long maxBytes) {
    this.tenantCalls = tenantCalls;
    this.tenantBytes = tenantBytes;
    this.maxBytes = maxBytes;
  }

  /**
   * Lets a call in.
   *
   * @return what must be run once when it is over; more often does no harm
   * @throws RefusedRequestException with 429 if the tenant has its share in already, 503 if there
   *     is no room for anybody
   */
  Runnable enter(TenantId tenant, int bytes) {
    if (bytesInAll.addAndGet(bytes) > maxBytes) {
      bytesInAll.addAndGet(-bytes);
      throw refused(503, "the gateway has as many bodies under way as it has room for");
    }
    Share share = shares.compute(tenant, (t, known) -> Share.of(known).plus(1, bytes));
    AtomicBoolean over = new AtomicBoolean();
    Runnable leave =
        () -> {
          if (over.compareAndSet(false, true)) {
            leave(tenant, bytes);
          }
        };
    if (share.calls > tenantCalls || (share.bytes > tenantBytes && share.calls > 1)) {
      leave.run();
      throw refused(429, "tenant " + tenant + " has as many requests under way as it may");
    }
    return leave;
  }

  private void leave(TenantId tenant, int bytes) {
    bytesInAll.addAndGet(-bytes);
    shares.computeIfPresent(tenant, (t, share) -> share.calls == 1 ? null : share.plus(-1, -bytes));
  }

  private static RefusedRequestException refused(int status, String detail) {
    return new RefusedRequestException(Reply.error(status, detail).with("Retry-After", SOON));
  }

  private record Share(int calls, long bytes) {

    static Share of(@Nullable Share known) {
      return known == null ? new Share(0, 0) : known;
    }

    Share plus(int moreCalls, int moreBytes) {
      return new Share(calls + moreCalls, bytes + moreBytes);
    }
  }
}
