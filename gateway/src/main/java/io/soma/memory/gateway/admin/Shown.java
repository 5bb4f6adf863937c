package io.soma.memory.gateway.admin;

import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.outbox.EventRow;
import io.soma.memory.domain.outbox.OutboxEntry;
import io.soma.memory.domain.outbox.TransportRefusal;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.OpenCircuit;
import io.soma.memory.ports.driving.OutboxChange;
import io.soma.memory.ports.driving.TenantStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Things as the users' scripts know them. */
final class Shown {

  private Shown() {}

  /** Everything of an event but its payload, which is JSON already. */
  static Map<String, @Nullable Object> event(OutboxEntry entry, HealthReport health) {
    EventRow row = entry.row();
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("id", row.id().value());
    shown.put("topic", row.topic());
    shown.put("status", entry.status().wireName());
    shown.put("confirmed", entry.confirmed());
    shown.put("state", EventState.of(entry).words());
    shown.put("tenant_id", row.tenant().value());
    shown.put("dedupe_key", row.dedupeKey());
    shown.put("request_id", row.requestId());
    shown.put("retries", row.retries());
    shown.put("created_at", row.createdAt().toString());
    shown.put("last_error", entry.lastError());
    boolean isWaiting = EventState.of(entry) == EventState.WAITING;
    shown.put("transport_refusal", isWaiting ? refusal(row.tenant(), health) : null);
    return shown;
  }

  /**
   * Why the transport takes none of a tenant's events, as this process meets it; null if it does.
   */
  static @Nullable Map<String, Object> refusal(TenantId tenant, HealthReport health) {
    return health.refusal(tenant).map(Shown::refusal).orElse(null);
  }

  private static Map<String, Object> refusal(TransportRefusal refusal) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("transport", refusal.transport());
    shown.put("reason", refusal.reason());
    shown.put("since", seconds(refusal.since()));
    return shown;
  }

  static Map<String, Object> refused(OutboxChange.Refused refused) {
    return Map.of(
        "id", refused.id().value(),
        "reason", refused.why().name().toLowerCase(Locale.ROOT),
        "detail", refused.why().words(),
        "forcible", refused.why().forcible());
  }

  static Map<String, @Nullable Object> tenant(TenantStatus status) {
    Duration age = status.oldestAge();
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("tenant_id", status.tenant().value());
    shown.put("circuit", status.circuit().name().toLowerCase(Locale.ROOT));
    shown.put("healthy", !status.circuit().keepsCallsAway());
    shown.put("pending_count", status.pending());
    shown.put("unconfirmed_count", status.unconfirmed());
    shown.put("oldest_age_seconds", age == null ? null : age.toMillis() / 1e3);
    shown.put("opening", status.opening() == null ? null : opening(status.opening()));
    return shown;
  }

  private static Map<String, @Nullable Object> opening(OpenCircuit opening) {
    FailureReason reason = opening.reason();
    Instant nextProbe = opening.nextProbe();
    Map<String, @Nullable Object> shown = new LinkedHashMap<>();
    shown.put("reason", reason.kind().name().toLowerCase(Locale.ROOT));
    shown.put("status", code(reason.code()));
    shown.put("words", reason.words());
    shown.put("description", reason.describe());
    shown.put("since", seconds(opening.since()));
    shown.put("next_probe", nextProbe == null ? null : seconds(nextProbe));
    return shown;
  }

  // A number where the memory service's codes are numbers, as those of HTTP are.
  private static @Nullable Object code(String code) {
    if (code.isEmpty()) {
      return null;
    }
    return code.chars().allMatch(c -> c >= '0' && c <= '9') && code.length() < 10
        ? (Object) Integer.valueOf(code)
        : code;
  }

  private static String seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }
}
