package io.soma.memory.app.telemetry;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.soma.memory.domain.tenant.TenantId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The figures of the outbox as gauges of Prometheus. Safe for many threads. */
final class OutboxGauges extends OutboxFigures {

  private final Map<Figure, Gauge> gauges = new EnumMap<>(Figure.class);
  private final Gauge readable;

  OutboxGauges(PrometheusRegistry registry, Labels common, TenantLabels labels) {
    super(labels);
    for (Figure figure : Figure.values()) {
      gauges.put(figure, gauge(figure).constLabels(common).register(registry));
    }
    this.readable =
        Gauge.builder()
            .name("memory_outbox_readable")
            .help("1 while the outbox can be read; else nothing is shown of what waits in it")
            .constLabels(common)
            .withoutExemplars()
            .register(registry);
  }

  @Override
  public synchronized void readable(boolean canBeRead) {
    readable.set(canBeRead ? 1 : 0);
    super.readable(canBeRead);
  }

  @Override
  protected void set(Figure figure, TenantId tenant, double value) {
    Objects.requireNonNull(gauges.get(figure)).labelValues(tenant.value()).set(value);
  }

  @Override
  protected void clear() {
    // Not by a method reference: that names a class which is not public in older Prometheus.
    for (Gauge gauge : gauges.values()) {
      gauge.clear();
    }
  }

  private static Gauge.Builder gauge(Figure figure) {
    return switch (figure) {
      case PENDING -> gauge("memory_outbox_pending", "Events that the transport has not taken");
      case UNCONFIRMED ->
          gauge("memory_outbox_unconfirmed", "Events that the service has not confirmed");
      case OLDEST_AGE ->
          gauge("memory_outbox_oldest_age_seconds", "Age of the oldest unconfirmed event");
      case FAILED -> gauge("memory_outbox_failed", "Events that failed and wait for an operator");
      case REPLAY_LAG ->
          gauge(
              "memory_replay_lag_events",
              "Events that the transport has taken and the service has not confirmed");
      case REPLAY_LAG_AGE ->
          gauge(
              "memory_replay_lag_seconds",
              "Age of the oldest unconfirmed event while memory_replay_lag_events is not 0");
    };
  }

  private static Gauge.Builder gauge(String name, String help) {
    return Gauge.builder().name(name).help(help).labelNames("tenant").withoutExemplars();
  }
}
