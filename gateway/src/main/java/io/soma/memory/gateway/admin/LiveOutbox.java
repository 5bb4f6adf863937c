package io.soma.memory.gateway.admin;

import io.soma.memory.domain.outbox.EventFilter;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.outbox.TenantCounts;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.gateway.json.JsonOutput;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.OutboxSummary;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The outbox for the live feed: counts, and the newest failed events without their payloads. Those
 * are listed again only where the counts have changed, or after ten seconds. Used by one thread.
 */
final class LiveOutbox {

  private static final int LISTED = 200;
  private static final long LIST_EVERY_NANOS = Duration.ofSeconds(10).toNanos();
  private static final EventFilter FAILED = new EventFilter(EventStatus.FAILED, null, null);

  private final OutboxAdministration outbox;
  private final HealthReport health;
  private final MonotonicClock clock;
  private Map<TenantId, Long> failures = Map.of();
  private @Nullable Map<TenantId, Long> listedFor;
  private byte[] listed = {};
  private long listAgain;

  LiveOutbox(OutboxAdministration outbox, HealthReport health, MonotonicClock clock) {
    this.health = health;
    this.outbox = outbox;
    this.clock = clock;
  }

  /** The counts first: the list goes by them. */
  List<LivePart> parts() {
    return List.of(new LivePart("summary", this::summary), new LivePart("failed", this::failed));
  }

  private byte[] summary() {
    List<TenantBacklog> backlog = outbox.backlog();
    OutboxSummary summary = outbox.summary();
    failures =
        summary.tenants().stream()
            .collect(Collectors.toMap(TenantCounts::tenant, TenantCounts::failed));
    return JsonOutput.of(StateCounts.shown(backlog, summary, health));
  }

  private byte[] failed() {
    long now = clock.nanos();
    if (!failures.equals(listedFor) || now - listAgain >= 0) {
      listed = JsonOutput.of(Map.of("events", newest()));
      listedFor = failures;
      listAgain = now + LIST_EVERY_NANOS;
    }
    return listed;
  }

  // A payload may be of a megabyte, so that few are held at a time.
  private List<Map<String, @Nullable Object>> newest() {
    List<Map<String, @Nullable Object>> newest = new ArrayList<>();
    int asked = EventPages.pageSize();
    List<OutboxEntry> page;
    do {
      page = outbox.list(FAILED, asked, newest.size());
      page.forEach(entry -> newest.add(shown(entry)));
    } while (page.size() == asked && newest.size() < LISTED);
    return newest;
  }

  private static Map<String, @Nullable Object> shown(OutboxEntry entry) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("id", entry.row().id().value());
    shown.put("tenant_id", entry.row().tenant().value());
    shown.put("last_error", entry.lastError());
    return shown;
  }
}
