package io.soma.memory.app.telemetry;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What waits in the outbox. It is the same for every instance, so only one shows it, and none while
 * the outbox cannot be read: the last values would stand for what waits now. Safe for many threads.
 */
final class OutboxGauges {

  private final TenantLabels labels;
  private final Gauge pending;
  private final Gauge unconfirmed;
  private final Gauge oldestAge;
  private final Gauge failed;
  private final Gauge readable;

  /** The tenants that were named once, so that they are seen to have nothing any more. */
  private final Set<TenantId> named = new HashSet<>();

  /** The last counts; null where none came since this instance became the reporter. */
  private @Nullable Map<TenantId, Long> failures;

  private boolean isReporter;
  private boolean isReadable;

  OutboxGauges(PrometheusRegistry registry, Labels common, TenantLabels labels) {
    this.labels = labels;
    this.pending =
        gauge(registry, common, "memory_outbox_pending", "Events that the transport has not taken");
    this.unconfirmed =
        gauge(
            registry,
            common,
            "memory_outbox_unconfirmed",
            "Events that the service has not confirmed");
    this.oldestAge =
        gauge(
            registry,
            common,
            "memory_outbox_oldest_age_seconds",
            "Age of the oldest unconfirmed event");
    this.failed =
        gauge(
            registry,
            common,
            "memory_outbox_failed",
            "Events that failed and wait for an operator");
    this.readable =
        Gauge.builder()
            .name("memory_outbox_readable")
            .help("1 while the outbox can be read; else nothing is shown of what waits in it")
            .constLabels(common)
            .withoutExemplars()
            .register(registry);
  }

  synchronized void readable(boolean canBeRead) {
    isReadable = canBeRead;
    readable.set(canBeRead ? 1 : 0);
    showOrHide();
  }

  synchronized void reporter(boolean reports) {
    isReporter = reports;
    if (!reports) {
      failures = null;
    }
    showOrHide();
  }

  private void showOrHide() {
    if (isShown()) {
      named.forEach(this::showNothing);
    } else {
      // Not by a method reference: that names a class which is not public in older Prometheus.
      for (Gauge gauge : List.of(pending, unconfirmed, oldestAge, failed)) {
        gauge.clear();
      }
    }
  }

  synchronized void backlog(TenantBacklog backlog, Instant now) {
    if (name(backlog.tenant())) {
      Duration age = Duration.between(backlog.oldest(), now);
      show(
          backlog.tenant(),
          backlog.pending(),
          backlog.unconfirmed(),
          Math.max(0, age.toMillis() / 1e3));
    }
  }

  synchronized void backlogGone(TenantId tenant) {
    if (name(tenant)) {
      showNothing(tenant);
    }
  }

  synchronized void failed(Map<TenantId, Long> counts) {
    failures = Map.copyOf(counts);
    counts.keySet().forEach(this::name);
    if (isShown()) {
      named.forEach(this::showFailures);
    }
  }

  // A zero would stand for "none failed", and end an alert, so that it is shown only once counted.
  private void showFailures(TenantId tenant) {
    if (failures != null) {
      set(failed, tenant, failures.getOrDefault(tenant, 0L));
    }
  }

  private boolean isShown() {
    return isReporter && isReadable;
  }

  /** Whether it is to be shown now; later it is in any case. */
  private boolean name(TenantId tenant) {
    if (labels.of(tenant).equals(TenantLabels.OTHER)) {
      return false;
    }
    named.add(tenant);
    return isShown();
  }

  private void showNothing(TenantId tenant) {
    show(tenant, 0, 0, 0);
  }

  private void show(TenantId tenant, double waiting, double undelivered, double age) {
    set(pending, tenant, waiting);
    set(unconfirmed, tenant, undelivered);
    set(oldestAge, tenant, age);
    showFailures(tenant);
  }

  private static void set(Gauge gauge, TenantId tenant, double value) {
    gauge.labelValues(tenant.value()).set(value);
  }

  private static Gauge gauge(PrometheusRegistry registry, Labels common, String name, String help) {
    return Gauge.builder()
        .name(name)
        .help(help)
        .labelNames("tenant")
        .constLabels(common)
        .withoutExemplars()
        .register(registry);
  }
}
