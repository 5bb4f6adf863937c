package io.soma.memory.postgres.relay;

import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Every tenant's backlog, polled repeatedly: the waiting tenants, their oldest events and small
 * numbers are fresh each time. Large numbers are counted only so often that counting takes a small
 * part of the time, because counting a million events twice a second would be most of the
 * database's work; in between, the last number stands. Safe for many threads.
 */
public final class PacedBacklog {

  /** Up to so many events of a tenant are counted each time. */
  static final int SMALL = 1000;

  /** A whole count is followed by so many times its duration without another. */
  private static final int REST = 20;

  /** As after a count that took the statement timeout: a machine may be suspended during one. */
  static final long LONGEST_REST_NANOS = Duration.ofSeconds(100).toNanos();

  private final MonotonicClock clock;
  private Map<TenantId, TenantBacklog> counted = Map.of();
  private boolean hasCounted;
  private long restUntil;

  public PacedBacklog(MonotonicClock clock) {
    this.clock = clock;
  }

  /**
   * Looks once.
   *
   * @param look counts each tenant's events up to a limit
   */
  public List<TenantBacklog> look(IntFunction<List<TenantBacklog>> look) {
    if (isResting()) {
      return look.apply(SMALL).stream().map(this::withLargeNumbers).toList();
    }
    long begin = clock.nanos();
    List<TenantBacklog> whole = look.apply(BacklogQuery.MAX_COUNT);
    note(whole, begin);
    return whole;
  }

  private synchronized boolean isResting() {
    return hasCounted && clock.nanos() - restUntil < 0;
  }

  private synchronized void note(List<TenantBacklog> whole, long begin) {
    Map<TenantId, TenantBacklog> large = new HashMap<>();
    for (TenantBacklog backlog : whole) {
      if (backlog.unconfirmed() >= SMALL) {
        large.put(backlog.tenant(), backlog);
      }
    }
    long end = clock.nanos();
    counted = large;
    hasCounted = true;
    restUntil = end + Math.min(REST * (end - begin), LONGEST_REST_NANOS);
  }

  private synchronized TenantBacklog withLargeNumbers(TenantBacklog fresh) {
    TenantBacklog last = counted.get(fresh.tenant());
    if (last == null) {
      return fresh;
    }
    return new TenantBacklog(
        fresh.tenant(),
        larger(fresh.unconfirmed(), last.unconfirmed()),
        larger(fresh.pending(), last.pending()),
        fresh.oldest());
  }

  private static long larger(long fresh, long last) {
    return fresh < SMALL ? fresh : Math.max(SMALL, last);
  }
}
