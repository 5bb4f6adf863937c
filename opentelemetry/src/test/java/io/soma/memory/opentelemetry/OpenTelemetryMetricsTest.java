package io.soma.memory.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.soma.memory.ports.driven.MetricFamily;
import io.soma.memory.ports.driven.MetricFamily.Sample;
import io.soma.memory.ports.driven.MetricsExport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenTelemetryMetricsTest {

  private final InMemoryMetricReader reader = InMemoryMetricReader.create();
  private final OpenTelemetrySdk sdk =
      OpenTelemetrySdk.builder()
          .setMeterProvider(SdkMeterProvider.builder().registerMetricReader(reader).build())
          .build();
  private final List<MetricFamily> page = new ArrayList<>();
  private int reads;

  @BeforeEach
  @AfterEach
  void unsetGlobal() {
    GlobalOpenTelemetry.resetForTest();
  }

  @Test
  void showsPresentValuesWithTheirLabels() {
    try (OpenTelemetryMetrics metrics = new OpenTelemetryMetrics(sdk)) {
      page.add(counter("memory_writes_total", 3));
      page.add(gauge("memory_up", 1));
      metrics.offer(this::read);
      page.set(0, counter("memory_writes_total", 5));

      MetricData writes = collected("memory_writes_total");
      assertThat(writes.getDescription()).isEqualTo("help of memory_writes_total");
      assertThat(writes.getDoubleSumData().isMonotonic()).isTrue();
      assertThat(writes.getDoubleSumData().getPoints())
          .singleElement()
          .satisfies(
              point -> {
                assertThat(point.getValue()).isEqualTo(5);
                assertThat(point.getAttributes())
                    .isEqualTo(Attributes.builder().put("tenant", "acme").build());
              });
      assertThat(collected("memory_up").getDoubleGaugeData().getPoints())
          .singleElement()
          .satisfies(point -> assertThat(point.getValue()).isEqualTo(1));
    }
  }

  @Test
  void takesMetricsThatComeLaterAndLeavesOutThoseThatAreGone() {
    try (OpenTelemetryMetrics metrics = new OpenTelemetryMetrics(sdk)) {
      page.add(gauge("memory_up", 1));
      metrics.offer(this::read);
      page.clear();
      page.add(gauge("memory_late", 2));
      metrics.offer(this::read);
      metrics.offer(this::read);

      assertThat(reader.collectAllMetrics().stream().map(MetricData::getName))
          .containsExactly("memory_late");
    }
  }

  @Test
  void readsThePageOnceForEachCollection() {
    try (OpenTelemetryMetrics metrics = new OpenTelemetryMetrics(sdk)) {
      page.add(gauge("memory_up", 1));
      page.add(gauge("memory_down", 1));
      metrics.offer(this::read);
      int before = reads;
      reader.collectAllMetrics();

      assertThat(reads - before).isEqualTo(1);
    }
  }

  @Test
  void showsNothingAnyMoreOnceItIsClosed() {
    OpenTelemetryMetrics metrics = new OpenTelemetryMetrics(sdk);
    page.add(gauge("memory_up", 1));
    metrics.offer(this::read);
    metrics.close();

    assertThat(reader.collectAllMetrics()).isEmpty();
  }

  /** Nothing is configured: the jar is there, and later a global OpenTelemetry. */
  @Test
  void waitsForTheGlobalOpenTelemetryAndSetsNone() {
    try (MetricsExport metrics =
        ServiceLoader.load(MetricsExport.class).findFirst().orElseThrow()) {
      page.add(gauge("memory_up", 1));
      metrics.offer(this::read);
      // It is refused where another one is set.
      GlobalOpenTelemetry.set(sdk);
      assertThat(reader.collectAllMetrics()).isEmpty();
      metrics.offer(this::read);

      assertThat(collected("memory_up").getDoubleGaugeData().getPoints()).hasSize(1);
    }
  }

  private List<MetricFamily> read() {
    reads++;
    return List.copyOf(page);
  }

  private MetricData collected(String name) {
    return reader.collectAllMetrics().stream()
        .filter(metric -> metric.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static MetricFamily counter(String name, double value) {
    return new MetricFamily(
        name, "help of " + name, true, List.of(new Sample(Map.of("tenant", "acme"), value)));
  }

  private static MetricFamily gauge(String name, double value) {
    return new MetricFamily(name, "help of " + name, false, List.of(new Sample(Map.of(), value)));
  }
}
