package io.soma.memory.spring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.soma.memory.app.telemetry.TenantLabels;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What waits in the outbox, as gauges of Micrometer. It is the same for every instance, so only one
 * has these gauges, and none has while the outbox cannot be read. Safe for many threads.
 */
final class MicrometerOutboxGauges {

  private static final String PENDING = "memory.outbox.pending";
  private static final String UNCONFIRMED = "memory.outbox.unconfirmed";
  private static final String OLDEST_AGE = "memory.outbox.oldest.age.seconds";
  private static final String FAILED = "memory.outbox.failed";

  private final MeterRegistry registry;
  private final TenantLabels labels;
  private final Map<GaugeName, ShownGauge> shown = new HashMap<>();

  /** The tenants that were named once, so that they are seen to have nothing any more. */
  private final Set<TenantId> named = new HashSet<>();

  /** The last counts; null where none came since this instance became the reporter. */
  private @Nullable Map<TenantId, Long> failures;

  private boolean isReporter;
  private boolean isReadable;

  MicrometerOutboxGauges(MeterRegistry registry, TenantLabels labels) {
    this.registry = registry;
    this.labels = labels;
  }

  synchronized void readable(boolean canBeRead) {
    isReadable = canBeRead;
    showOrHide();
  }

  synchronized void reporter(boolean reports) {
    isReporter = reports;
    if (!reports) {
      failures = null;
    }
    showOrHide();
  }

  synchronized void backlog(TenantBacklog backlog) {
    if (name(backlog.tenant())) {
      long age = registry.config().clock().wallTime() - backlog.oldest().toEpochMilli();
      show(backlog.tenant(), backlog.pending(), backlog.unconfirmed(), Math.max(0, age / 1e3));
    }
  }

  synchronized void backlogGone(TenantId tenant) {
    if (name(tenant)) {
      show(tenant, 0, 0, 0);
    }
  }

  synchronized void failed(Map<TenantId, Long> counts) {
    failures = Map.copyOf(counts);
    counts.keySet().forEach(this::name);
    if (isShown()) {
      showFailures();
    }
  }

  private void showOrHide() {
    if (isShown()) {
      named.forEach(tenant -> show(tenant, 0, 0, 0));
      showFailures();
    } else {
      shown.values().forEach(each -> registry.remove(each.gauge()));
      shown.clear();
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

  private void showFailures() {
    Map<TenantId, Long> counts = failures;
    if (counts != null) {
      named.forEach(tenant -> set(FAILED, tenant, counts.getOrDefault(tenant, 0L)));
    }
  }

  private void show(TenantId tenant, double waiting, double undelivered, double age) {
    set(PENDING, tenant, waiting);
    set(UNCONFIRMED, tenant, undelivered);
    set(OLDEST_AGE, tenant, age);
  }

  private void set(String name, TenantId tenant, double value) {
    shown.computeIfAbsent(new GaugeName(name, tenant), this::registered).value().set(value);
  }

  private ShownGauge registered(GaugeName name) {
    AtomicReference<Double> value = new AtomicReference<>(Double.NaN);
    Gauge gauge =
        Gauge.builder(name.name(), value, AtomicReference::get)
            .tags(Tags.of("tenant", name.tenant().value()))
            .register(registry);
    return new ShownGauge(gauge, value);
  }

  private record GaugeName(String name, TenantId tenant) {}

  /** Micrometer itself holds the value weakly. */
  private record ShownGauge(Gauge gauge, AtomicReference<Double> value) {}
}
