package io.soma.memory.app.telemetry;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.soma.memory.app.Rig;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What the users' dashboards and alerts rely on. */
class PrometheusTelemetryTest {

  private final Rig rig = new Rig("SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");

  @Test
  void theCircuitIsSeenToOpenAndToClose() {
    rig.service().answer(TENANT, Rig.UNAVAILABLE);
    rig.remember("key", "one");
    assertThat(gauge("memory_circuit_open")).isEqualTo(1);
    assertThat(gauge("memory_tenant_healthy")).isZero();

    rig.service().recover();
    rig.advance(Duration.ofSeconds(67));
    rig.watch(true);
    rig.relay();

    assertThat(gauge("memory_circuit_open")).isZero();
    assertThat(gauge("memory_tenant_healthy")).isEqualTo(1);
  }

  @Test
  void theBacklogIsSeenToGrowToAgeAndToGo() {
    rig.service().answer(TENANT, Rig.UNAVAILABLE);
    rig.remember("key", "one");
    rig.remember("key", "two");
    rig.advance(Duration.ofSeconds(67));
    rig.refresh();
    assertThat(gauge("memory_outbox_pending")).isEqualTo(2);
    assertThat(gauge("memory_outbox_oldest_age_seconds")).isEqualTo(67);

    rig.service().recover();
    rig.watch(true);
    rig.relay();
    rig.refresh();

    assertThat(gauge("memory_outbox_pending")).isZero();
    assertThat(gauge("memory_outbox_oldest_age_seconds")).isZero();
  }

  @Test
  void everyMetricNamesItsTenantUnderOneLabel() {
    rig.service().answerNext(TENANT, Rig.UNAVAILABLE);
    rig.remember("key", "one");
    rig.refresh();

    List<DataPointSnapshot> points =
        rig.get(PrometheusRegistry.class).scrape().stream()
            .<DataPointSnapshot>flatMap(metric -> metric.getDataPoints().stream())
            .toList();
    assertThat(points).isNotEmpty();
    assertThat(points).allMatch(point -> "alpha".equals(point.getLabels().get("tenant")));
  }

  private double gauge(String name) {
    MetricSnapshot metric =
        rig.get(PrometheusRegistry.class).scrape().stream()
            .filter(each -> each.getMetadata().getName().equals(name))
            .findFirst()
            .orElseThrow();
    return ((GaugeSnapshot) metric)
        .getDataPoints().stream()
            .filter(point -> Objects.equals(point.getLabels().get("tenant"), "alpha"))
            .mapToDouble(GaugeDataPointSnapshot::getValue)
            .sum();
  }
}
