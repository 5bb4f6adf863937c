package io.soma.memory.gateway.admin;

import io.soma.memory.domain.outbox.OutboxTraffic;
import io.soma.memory.domain.outbox.TenantTraffic;
import io.soma.memory.domain.outbox.TrafficMark;
import io.soma.memory.gateway.json.JsonOutput;
import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How many events of each tenant come in and are confirmed per second, between two looks of the
 * live feed. Used by one thread.
 */
final class LiveRates {

  /** A longer pause is one in which nobody read; it would be counted event by event. */
  private static final long LONGEST_PAUSE_NANOS = Duration.ofSeconds(30).toNanos();

  private final Counter counter;
  private final MonotonicClock clock;
  private @Nullable TrafficMark mark;
  private long markedAt;
  private byte[] rates = none();

  LiveRates(Counter counter, MonotonicClock clock) {
    this.counter = counter;
    this.clock = clock;
  }

  /** As {@link io.soma.memory.ports.driving.OutboxAdministration#traffic}. */
  interface Counter {
    OutboxTraffic since(@Nullable TrafficMark mark);
  }

  LivePart part() {
    return new LivePart("rates", this::rates);
  }

  private byte[] rates() {
    long now = clock.nanos();
    TrafficMark since = now - markedAt > LONGEST_PAUSE_NANOS ? null : mark;
    OutboxTraffic moved = counter.since(since);
    Duration passed =
        since == null ? Duration.ZERO : Duration.between(since.at(), moved.upTo().at());
    if (since == null || passed.isNegative()) {
      rates = none();
    } else if (passed.toMillis() == 0) {
      // What moved is counted by the next look, from the same mark.
      return rates;
    } else {
      rates = JsonOutput.of(Map.of("tenants", shown(moved.tenants(), passed.toMillis() / 1e3)));
    }
    mark = moved.upTo();
    markedAt = now;
    return rates;
  }

  private static byte[] none() {
    return JsonOutput.of(Map.of("tenants", List.of()));
  }

  private static List<Map<String, Object>> shown(List<TenantTraffic> moved, double seconds) {
    return moved.stream().map(tenant -> shown(tenant, seconds)).toList();
  }

  private static Map<String, Object> shown(TenantTraffic tenant, double seconds) {
    return Map.of(
        "tenant_id", tenant.tenant().value(),
        "in_per_second", perSecond(tenant.queued(), seconds),
        "out_per_second", perSecond(tenant.confirmed(), seconds));
  }

  /** With one digit behind the point. */
  static double perSecond(long count, double seconds) {
    return Math.round(10 * count / seconds) / 10.0;
  }
}
