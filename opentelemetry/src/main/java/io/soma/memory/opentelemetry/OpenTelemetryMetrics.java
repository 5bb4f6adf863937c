package io.soma.memory.opentelemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.BatchCallback;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableDoubleMeasurement;
import io.opentelemetry.api.metrics.ObservableMeasurement;
import io.soma.memory.ports.driven.MetricFamily;
import io.soma.memory.ports.driven.MetricsExport;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Metrics of OpenTelemetry: observable counters and gauges, which are read when the program's own
 * OpenTelemetry collects. Only the interfaces of OpenTelemetry are used; without an OpenTelemetry
 * of the program or an agent nothing is recorded.
 */
public final class OpenTelemetryMetrics implements MetricsExport {

  private static final String SCOPE = "io.soma.memory";

  private final Supplier<Optional<Meter>> meter;
  private final Set<String> shown = new HashSet<>();
  private final List<BatchCallback> callbacks = new ArrayList<>();

  /**
   * On the global OpenTelemetry, from when an agent or the program sets it. The class path's way.
   */
  public OpenTelemetryMetrics() {
    GlobalReadiness isReady = new GlobalReadiness();
    this.meter =
        () ->
            isReady.getAsBoolean()
                ? Optional.of(GlobalOpenTelemetry.get().getMeter(SCOPE))
                : Optional.empty();
  }

  /** On this one. */
  public OpenTelemetryMetrics(OpenTelemetry openTelemetry) {
    Meter own = openTelemetry.getMeter(SCOPE);
    this.meter = () -> Optional.of(own);
  }

  @Override
  public void offer(Supplier<List<MetricFamily>> metrics) {
    meter.get().ifPresent(to -> show(to, metrics));
  }

  @Override
  public void close() {
    callbacks.forEach(BatchCallback::close);
    callbacks.clear();
  }

  // One callback for all that are new, so that a collection reads the metrics once.
  private void show(Meter to, Supplier<List<MetricFamily>> metrics) {
    Map<String, ObservableDoubleMeasurement> added = new HashMap<>();
    for (MetricFamily family : metrics.get()) {
      if (shown.add(family.name())) {
        added.put(family.name(), observer(to, family));
      }
    }
    if (!added.isEmpty()) {
      List<ObservableMeasurement> all = List.copyOf(added.values());
      callbacks.add(
          to.batchCallback(
              () -> record(metrics.get(), added),
              all.get(0),
              all.subList(1, all.size()).toArray(ObservableMeasurement[]::new)));
    }
  }

  private static ObservableDoubleMeasurement observer(Meter to, MetricFamily family) {
    return family.isCounter()
        ? to.counterBuilder(family.name()).setDescription(family.help()).ofDoubles().buildObserver()
        : to.gaugeBuilder(family.name()).setDescription(family.help()).buildObserver();
  }

  private static void record(
      List<MetricFamily> metrics, Map<String, ObservableDoubleMeasurement> observers) {
    for (MetricFamily family : metrics) {
      ObservableDoubleMeasurement observer = observers.get(family.name());
      if (observer != null) {
        family
            .samples()
            .forEach(sample -> observer.record(sample.value(), attributes(sample.labels())));
      }
    }
  }

  private static Attributes attributes(Map<String, String> labels) {
    AttributesBuilder attributes = Attributes.builder();
    labels.forEach(attributes::put);
    return attributes.build();
  }
}
