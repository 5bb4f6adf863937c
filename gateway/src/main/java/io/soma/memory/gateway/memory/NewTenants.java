package io.soma.memory.gateway.memory;

import io.soma.memory.app.config.TokenGrant;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Bounds how many new tenants a token for all tenants may bring in an hour, as each may cost a
 * topic that stays. A tenant is new until this process has seen it, and known again by each
 * request; of the known, those that were not heard of for longest are forgotten first. A token may
 * bring a whole hour's at once. Safe for many threads.
 */
public final class NewTenants {

  private static final Logger LOG = Logs.of(NewTenants.class);
  private static final int MIN_KNOWN = 50_000;
  private static final long HOUR_NANOS = Duration.ofHours(1).toNanos();
  private static final long LOG_EVERY_NANOS = Duration.ofMinutes(1).toNanos();

  private final MonotonicClock clock;
  private final int perHour;
  private final long nanosOfOne;
  private final Runnable refused;
  private final Map<TenantId, Boolean> known;
  private final Map<String, Allowance> allowances = new HashMap<>();

  /**
   * For all tokens of a gateway.
   *
   * @param refused counts each request that is refused
   */
  public NewTenants(MonotonicClock clock, int perHour, Runnable refused) {
    this.clock = clock;
    this.perHour = perHour;
    this.nanosOfOne = HOUR_NANOS / perHour;
    this.refused = refused;
    int mostKnown = Math.max(MIN_KNOWN, 2 * perHour);
    this.known =
        new LinkedHashMap<>(16, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<TenantId, Boolean> eldest) {
            return size() > mostKnown;
          }
        };
  }

  /**
   * Lets a tenant of a token in.
   *
   * @throws RefusedRequestException with 429 if it is one new tenant too many
   */
  synchronized void admit(TokenGrant grant, TenantId tenant) {
    if (known.get(tenant) != null) {
      return;
    }
    // A token that names its tenants invents none.
    if (grant.tenants().isEmpty()) {
      take(grant.name());
    }
    known.put(tenant, Boolean.TRUE);
  }

  private void take(String token) {
    long now = clock.nanos();
    Allowance before = allowances.getOrDefault(token, new Allowance(now, now));
    // Each tenant takes its part of the hour, and an hour may be taken ahead.
    long ahead = Math.max(0, before.takenUntil - now);
    long over = ahead + nanosOfOne - HOUR_NANOS;
    if (over <= 0) {
      allowances.put(token, new Allowance(now + ahead + nanosOfOne, before.logAgainAt));
      return;
    }
    refused.run();
    if (now - before.logAgainAt >= 0) {
      allowances.put(token, new Allowance(before.takenUntil, now + LOG_EVERY_NANOS));
      log(token);
    }
    throw refusal(over);
  }

  private void log(String token) {
    LOG.atWarn()
        .addKeyValue("token", token)
        .log(
            "a token for all tenants brings more than {} new tenants in an hour, and those over it"
                + " are refused; SOMABRAIN_GATEWAY_NEW_TENANTS sets the limit",
            perHour);
  }

  private static RefusedRequestException refusal(long nanos) {
    long seconds = (nanos + 999_999_999) / 1_000_000_000;
    return new RefusedRequestException(
        Reply.error(429, "the token has brought as many new tenants as it may in an hour")
            .with("Retry-After", Long.toString(seconds)));
  }

  /** Until when a token has taken time, and from when on the log says so again. */
  private record Allowance(long takenUntil, long logAgainAt) {}
}
