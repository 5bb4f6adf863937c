package io.soma.memory.gateway.admin;

import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.outbox.TenantCounts;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.OutboxSummary;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Events by tenant and state. The counts of rows know no difference between what is in transit and
 * what is delivered and kept; the backlog does. Both are read one after the other, so that an event
 * that moves meanwhile may be counted in the state that it had before.
 */
record StateCounts(TenantCounts rows, long inTransit) {

  static Map<String, Object> summary(OutboxAdministration outbox, HealthReport health) {
    List<TenantBacklog> backlog = outbox.backlog();
    return shown(backlog, outbox.summary(), health);
  }

  /** The same of what was read already, the backlog first. */
  static Map<String, Object> shown(
      List<TenantBacklog> waiting, OutboxSummary summary, HealthReport health) {
    Map<TenantId, TenantBacklog> backlog =
        waiting.stream().collect(Collectors.toMap(TenantBacklog::tenant, Function.identity()));
    List<StateCounts> tenants =
        summary.tenants().stream()
            .map(rows -> new StateCounts(rows, inTransit(rows, backlog.get(rows.tenant()))))
            .toList();
    long inTransit = tenants.stream().mapToLong(StateCounts::inTransit).sum();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("tenants", tenants.stream().map(tenant -> tenant.shown(health)).toList());
    shown.put("total_tenants", tenants.size());
    shown.put("total_pending", summary.pending());
    shown.put("total_failed", summary.failed());
    shown.put("total_sent", summary.sent());
    shown.put("total_waiting", summary.pending());
    shown.put("total_in_transit", inTransit);
    shown.put("total_delivered", summary.sent() - inTransit);
    return shown;
  }

  private static long inTransit(TenantCounts rows, @Nullable TenantBacklog backlog) {
    return backlog == null
        ? 0
        : Math.max(0, Math.min(rows.sent(), backlog.unconfirmed() - backlog.pending()));
  }

  private Map<String, @Nullable Object> shown(HealthReport health) {
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("tenant_id", rows.tenant().value());
    shown.put("pending_count", rows.pending());
    shown.put("failed_count", rows.failed());
    shown.put("sent_count", rows.sent());
    shown.put("total_count", rows.total());
    shown.put("waiting_count", rows.pending());
    shown.put("in_transit_count", inTransit);
    shown.put("delivered_count", rows.sent() - inTransit);
    boolean isWaiting = rows.pending() > 0;
    shown.put("transport_refusal", isWaiting ? Shown.refusal(rows.tenant(), health) : null);
    return shown;
  }
}
