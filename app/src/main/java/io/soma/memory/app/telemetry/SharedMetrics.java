package io.soma.memory.app.telemetry;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The registry of the host program, on which our metrics are shown beside its own.
 *
 * <p>Several instances of Soma Memory on one registry share one of these, each under a name of its
 * own; the registry itself takes each metric's name only once. An instance's metrics are gone when
 * it is closed. Safe for many threads.
 */
public final class SharedMetrics {

  /** The label that tells instances apart. */
  static final String LABEL = "soma_instance";

  private static final String ALWAYS_SHOWN = "memory_outbox_readable";

  private final PrometheusRegistry host;
  private final MultiCollector merged = new Merged();
  private final List<PrometheusRegistry> instances = new CopyOnWriteArrayList<>();

  private SharedMetrics(PrometheusRegistry host) {
    this.host = host;
  }

  /** What each metric of an instance carries; none of one that is alone. */
  static Labels labels(@Nullable String instance) {
    return instance == null ? Labels.EMPTY : Labels.of(LABEL, instance);
  }

  /** On this registry; make one of these for each registry. */
  public static SharedMetrics on(PrometheusRegistry registry) {
    return new SharedMetrics(registry);
  }

  /**
   * Shows an instance's counts, until the result is closed.
   *
   * @throws IllegalStateException if the registry has such metrics already, of another of these
   */
  public synchronized AutoCloseable show(PrometheusRegistry instance) {
    if (instances.isEmpty()) {
      // The library notices it only when the page is read, which then fails as a whole.
      if (host.scrape(ALWAYS_SHOWN::equals).size() > 0) {
        throw new IllegalStateException(
            "the registry has metrics of Soma Memory already: instances on one registry share one"
                + " SharedMetrics, each under a name");
      }
      host.register(merged);
    }
    instances.add(instance);
    return () -> hide(instance);
  }

  private synchronized void hide(PrometheusRegistry instance) {
    if (instances.remove(instance) && instances.isEmpty()) {
      host.unregister(merged);
    }
  }

  private final class Merged implements MultiCollector {

    @Override
    public MetricSnapshots collect() {
      Map<String, List<MetricSnapshot>> byName = new LinkedHashMap<>();
      for (PrometheusRegistry instance : instances) {
        instance
            .scrape()
            .forEach(
                metric ->
                    byName
                        .computeIfAbsent(metric.getMetadata().getName(), name -> new ArrayList<>())
                        .add(metric));
      }
      return new MetricSnapshots(byName.values().stream().map(Merged::one).toList());
    }

    private static MetricSnapshot one(List<MetricSnapshot> same) {
      MetricSnapshot first = same.get(0);
      if (same.size() == 1) {
        return first;
      }
      if (first instanceof CounterSnapshot) {
        return new CounterSnapshot(
            first.getMetadata(), all(same, CounterSnapshot.class, CounterSnapshot::getDataPoints));
      }
      if (first instanceof GaugeSnapshot) {
        return new GaugeSnapshot(
            first.getMetadata(), all(same, GaugeSnapshot.class, GaugeSnapshot::getDataPoints));
      }
      return new HistogramSnapshot(
          first.getMetadata(),
          all(same, HistogramSnapshot.class, HistogramSnapshot::getDataPoints));
    }

    private static <S, P> Collection<P> all(
        List<MetricSnapshot> same, Class<S> type, Function<S, List<P>> points) {
      return same.stream().map(type::cast).flatMap(each -> points(each, points)).toList();
    }

    private static <S, P> Stream<P> points(S snapshot, Function<S, List<P>> points) {
      return points.apply(snapshot).stream();
    }
  }
}
