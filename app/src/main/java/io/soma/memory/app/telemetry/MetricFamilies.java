package io.soma.memory.app.telemetry;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.soma.memory.ports.driven.MetricFamily;
import io.soma.memory.ports.driven.MetricFamily.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * The metrics of a scrape under the names of the page. A histogram is three counters, as on the
 * page: {@code _count}, {@code _sum}, and {@code _bucket} with the label {@code le}. Figures of
 * Java and the process are left out: other systems have their own.
 */
final class MetricFamilies {

  private static final String OURS = "memory_";

  private MetricFamilies() {}

  static List<MetricFamily> of(MetricSnapshots scrape) {
    return scrape.stream()
        .filter(metric -> metric.getMetadata().getName().startsWith(OURS))
        .flatMap(MetricFamilies::of)
        .filter(family -> !family.samples().isEmpty())
        .toList();
  }

  private static Stream<MetricFamily> of(MetricSnapshot metric) {
    if (metric instanceof CounterSnapshot counter) {
      return Stream.of(
          family(
              metric, "_total", true, samples(counter.getDataPoints(), point -> point.getValue())));
    }
    if (metric instanceof GaugeSnapshot gauge) {
      return Stream.of(
          family(metric, "", false, samples(gauge.getDataPoints(), point -> point.getValue())));
    }
    if (metric instanceof InfoSnapshot info) {
      return Stream.of(family(metric, "_info", false, samples(info.getDataPoints(), point -> 1)));
    }
    return metric instanceof HistogramSnapshot histogram ? histogram(histogram) : Stream.of();
  }

  private static Stream<MetricFamily> histogram(HistogramSnapshot metric) {
    var points = metric.getDataPoints();
    List<Sample> buckets = points.stream().flatMap(MetricFamilies::buckets).toList();
    return Stream.of(
        family(metric, "_count", true, samples(points, point -> point.getCount())),
        family(metric, "_sum", true, samples(points, point -> point.getSum())),
        family(metric, "_bucket", true, buckets));
  }

  // Each counts those below it too, as on the page.
  private static Stream<Sample> buckets(HistogramSnapshot.HistogramDataPointSnapshot point) {
    ClassicHistogramBuckets buckets = point.getClassicBuckets();
    List<Sample> samples = new ArrayList<>();
    long count = 0;
    for (int i = 0; i < buckets.size(); i++) {
      count += buckets.getCount(i);
      double bound = buckets.getUpperBound(i);
      Map<String, String> labels = new LinkedHashMap<>(labels(point.getLabels()));
      labels.put("le", Double.isInfinite(bound) ? "+Inf" : Double.toString(bound));
      samples.add(new Sample(labels, count));
    }
    return samples.stream();
  }

  private static MetricFamily family(
      MetricSnapshot metric, String suffix, boolean isCounter, List<Sample> samples) {
    return new MetricFamily(
        metric.getMetadata().getName() + suffix,
        metric.getMetadata().getHelp(),
        isCounter,
        samples);
  }

  private static <P extends DataPointSnapshot> List<Sample> samples(
      List<P> points, ToDoubleFunction<P> value) {
    return points.stream()
        .map(point -> new Sample(labels(point.getLabels()), value.applyAsDouble(point)))
        .toList();
  }

  private static Map<String, String> labels(Labels labels) {
    Map<String, String> map = new LinkedHashMap<>();
    labels.forEach(label -> map.put(label.getName(), label.getValue()));
    return map;
  }
}
