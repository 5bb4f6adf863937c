package io.soma.memory.spring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.soma.memory.app.telemetry.OutboxFigures;
import io.soma.memory.app.telemetry.TenantLabels;
import io.soma.memory.domain.tenant.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The figures of the outbox as gauges of Micrometer. Safe for many threads. */
final class MicrometerOutboxGauges extends OutboxFigures {

  private final MeterRegistry registry;
  private final Map<GaugeName, ShownGauge> shown = new HashMap<>();

  MicrometerOutboxGauges(MeterRegistry registry, TenantLabels labels) {
    super(labels);
    this.registry = registry;
  }

  @Override
  protected void set(Figure figure, TenantId tenant, double value) {
    shown.computeIfAbsent(new GaugeName(nameOf(figure), tenant), this::registered).set(value);
  }

  @Override
  protected void clear() {
    shown.values().forEach(each -> registry.remove(each.gauge()));
    shown.clear();
  }

  private static String nameOf(Figure figure) {
    return switch (figure) {
      case PENDING -> "memory.outbox.pending";
      case UNCONFIRMED -> "memory.outbox.unconfirmed";
      case OLDEST_AGE -> "memory.outbox.oldest.age.seconds";
      case FAILED -> "memory.outbox.failed";
      case REPLAY_LAG -> "memory.replay.lag.events";
      case REPLAY_LAG_AGE -> "memory.replay.lag.seconds";
    };
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
  private record ShownGauge(Gauge gauge, AtomicReference<Double> value) {
    void set(double newValue) {
      value.set(newValue);
    }
  }
}
