package io.soma.memory.app.telemetry;

import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Labels;
import io.soma.memory.domain.breaker.FailureClass;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Why each circuit that is not closed opened: 1 for the present reason, 0 for those before it. A
 * tenant has the series of reasons that it has had, one for each {@link FailureClass} at most. Safe
 * for many threads.
 */
final class OpenReasonGauge {

  private final Map<String, FailureClass> present = new ConcurrentHashMap<>();
  private final Gauge gauge;

  OpenReasonGauge(PrometheusRegistry registry, Labels common) {
    this.gauge =
        Gauge.builder()
            .name("memory_circuit_open_reason")
            .help("1 for the reason why the tenant's circuit is open")
            .labelNames("tenant", "reason")
            .constLabels(common)
            .withoutExemplars()
            .register(registry);
  }

  void set(String tenant, FailureClass reason) {
    present.compute(tenant, (t, before) -> replace(t, before, reason));
  }

  void clear(String tenant) {
    present.computeIfPresent(tenant, (t, before) -> replace(t, before, null));
  }

  private @Nullable FailureClass replace(
      String tenant, @Nullable FailureClass before, @Nullable FailureClass now) {
    if (before != null && before != now) {
      gauge.labelValues(tenant, label(before)).set(0);
    }
    if (now != null) {
      gauge.labelValues(tenant, label(now)).set(1);
    }
    return now;
  }

  private static String label(FailureClass reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }
}
