package io.soma.memory.app.telemetry;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.DataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.soma.memory.app.Rig;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.testkit.fake.ServiceResults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The metrics that the users' dashboards and alerts rely on. */
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
  void anIdleTenantIsNotSick() {
    rig.service().answerNext(TENANT, Rig.UNAVAILABLE);
    rig.remember("key", "one");
    rig.outbox().confirm(TENANT, rig.outbox().events().subList(0, 1));
    rig.refresh();
    rig.advance(Duration.ofSeconds(67));
    rig.watch(true);
    assertThat(gauge("memory_circuit_open")).isEqualTo(1);

    rig.advance(Duration.ofSeconds(60));
    rig.watch(true);

    assertThat(gauge("memory_circuit_open")).isZero();
    assertThat(gauge("memory_tenant_healthy")).isEqualTo(1);
    assertThat(gauge("memory_circuit_state")).isEqualTo(5);
    assertThat(openReasons()).containsExactly(Map.entry("server_error", 0.0));
  }

  @Test
  void theReasonOfAnOpenCircuitIsThePresentOneOnly() {
    rig.service().answer(TENANT, Rig.UNAVAILABLE);
    rig.remember("key", "one");
    assertThat(openReasons()).containsExactly(Map.entry("server_error", 1.0));

    rig.service().answer(TENANT, ServiceResults.unauthorized("who are you"));
    rig.advance(Duration.ofSeconds(67));
    rig.relay();
    assertThat(openReasons())
        .containsExactly(Map.entry("server_error", 0.0), Map.entry("unauthorized", 1.0));

    rig.service().recover();
    rig.advance(Duration.ofSeconds(133));
    rig.relay();
    assertThat(openReasons())
        .containsExactly(Map.entry("server_error", 0.0), Map.entry("unauthorized", 0.0));
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
            // A foreign record must not put its tenant into a label.
            .filter(metric -> !metric.getMetadata().getName().equals("memory_replay_foreign"))
            // One outbox serves all tenants.
            .filter(metric -> !metric.getMetadata().getName().equals("memory_outbox_readable"))
            .<DataPointSnapshot>flatMap(metric -> metric.getDataPoints().stream())
            .toList();
    assertThat(points).isNotEmpty();
    assertThat(points).allMatch(point -> "alpha".equals(point.getLabels().get("tenant")));
  }

  private SortedMap<String, Double> openReasons() {
    SortedMap<String, Double> reasons = new TreeMap<>();
    metric("memory_circuit_open_reason")
        .getDataPoints()
        .forEach(point -> reasons.put(point.getLabels().get("reason"), point.getValue()));
    return reasons;
  }

  private GaugeSnapshot metric(String name) {
    return (GaugeSnapshot)
        rig.get(PrometheusRegistry.class).scrape().stream()
            .filter(each -> each.getMetadata().getName().equals(name))
            .findFirst()
            .orElseThrow();
  }

  private double gauge(String name) {
    return metric(name).getDataPoints().stream()
        .filter(point -> Objects.equals(point.getLabels().get("tenant"), "alpha"))
        .mapToDouble(GaugeDataPointSnapshot::getValue)
        .sum();
  }

  @Test
  void whatWaitsIsNotShownWhileTheOutboxCannotBeRead() {
    PrometheusRegistry registry = new PrometheusRegistry();
    PrometheusTelemetry telemetry =
        new PrometheusTelemetry(registry, 1000, () -> Instant.EPOCH.plusSeconds(10));
    TenantId gone = new TenantId("gone");
    telemetry.reportsOutbox(true);
    telemetry.outboxReadable(true);
    telemetry.backlog(new TenantBacklog(TENANT, 3, 2, Instant.EPOCH));
    telemetry.backlogGone(gone);

    telemetry.outboxReadable(false);

    String unread = new MetricsPage(registry).scrape("text/plain").text();
    assertThat(unread)
        .contains("memory_outbox_readable 0.0")
        .doesNotContain("memory_outbox_pending{")
        .doesNotContain("memory_outbox_unconfirmed{")
        .doesNotContain("memory_outbox_oldest_age_seconds{");

    telemetry.outboxReadable(true);
    telemetry.backlog(new TenantBacklog(TENANT, 3, 2, Instant.EPOCH));

    assertThat(new MetricsPage(registry).scrape("text/plain").text())
        .contains("memory_outbox_readable 1.0")
        .contains("memory_outbox_pending{tenant=\"alpha\"} 2.0")
        .contains("memory_outbox_pending{tenant=\"gone\"} 0.0");
  }

  @Test
  void whatWaitsIsShownByTheReporterAlone() {
    PrometheusRegistry registry = new PrometheusRegistry();
    PrometheusTelemetry telemetry =
        new PrometheusTelemetry(registry, 1000, () -> Instant.EPOCH.plusSeconds(10));
    telemetry.outboxReadable(true);
    telemetry.backlog(new TenantBacklog(TENANT, 3, 2, Instant.EPOCH));
    assertThat(outboxFigures(registry)).isEmpty();

    telemetry.reportsOutbox(true);
    telemetry.backlog(new TenantBacklog(TENANT, 3, 2, Instant.EPOCH));
    telemetry.failedEvents(Map.of(TENANT, 4L, new TenantId("beta"), 1L));
    assertThat(outboxFigures(registry))
        .containsExactlyInAnyOrder(
            "memory_outbox_pending{tenant=\"alpha\"} 2.0",
            "memory_outbox_unconfirmed{tenant=\"alpha\"} 3.0",
            "memory_outbox_oldest_age_seconds{tenant=\"alpha\"} 10.0",
            "memory_outbox_failed{tenant=\"alpha\"} 4.0",
            "memory_outbox_failed{tenant=\"beta\"} 1.0");

    telemetry.failedEvents(Map.of());
    assertThat(outboxFigures(registry))
        .contains("memory_outbox_failed{tenant=\"alpha\"} 0.0")
        .contains("memory_outbox_failed{tenant=\"beta\"} 0.0");

    telemetry.reportsOutbox(false);
    telemetry.backlog(new TenantBacklog(TENANT, 3, 2, Instant.EPOCH));
    telemetry.backlogGone(TENANT);
    telemetry.failedEvents(Map.of(TENANT, 4L));
    assertThat(outboxFigures(registry)).isEmpty();
  }

  @Test
  void failedEventsNeverReadZeroBeforeTheyAreCounted() {
    PrometheusRegistry registry = new PrometheusRegistry();
    PrometheusTelemetry telemetry = new PrometheusTelemetry(registry, 1000, () -> Instant.EPOCH);
    telemetry.reportsOutbox(true);
    telemetry.outboxReadable(true);
    telemetry.backlog(new TenantBacklog(TENANT, 3, 2, Instant.EPOCH));
    assertThat(failedFigures(registry)).isEmpty();

    telemetry.failedEvents(Map.of(TENANT, 4L));
    telemetry.outboxReadable(false);
    assertThat(failedFigures(registry)).isEmpty();

    telemetry.outboxReadable(true);
    telemetry.backlog(new TenantBacklog(TENANT, 3, 2, Instant.EPOCH));
    assertThat(failedFigures(registry))
        .containsExactly("memory_outbox_failed{tenant=\"alpha\"} 4.0");

    telemetry.reportsOutbox(false);
    telemetry.reportsOutbox(true);
    assertThat(failedFigures(registry)).isEmpty();
  }

  @Test
  void tenantsBeyondTheLimitAreShownTogether() {
    PrometheusRegistry registry = new PrometheusRegistry();
    PrometheusTelemetry telemetry =
        new PrometheusTelemetry(registry, 1, () -> Instant.EPOCH.plusSeconds(10));
    TenantId beta = new TenantId("beta");
    TenantId gamma = new TenantId("gamma");
    telemetry.reportsOutbox(true);
    telemetry.outboxReadable(true);
    telemetry.backlog(new TenantBacklog(TENANT, 3, 2, Instant.EPOCH));
    telemetry.backlog(new TenantBacklog(beta, 5, 5, Instant.EPOCH.plusSeconds(8)));
    telemetry.backlog(new TenantBacklog(gamma, 7, 4, Instant.EPOCH.plusSeconds(6)));
    telemetry.backlog(new TenantBacklog(gamma, 6, 3, Instant.EPOCH.plusSeconds(7)));
    telemetry.failedEvents(Map.of(TENANT, 4L, beta, 1L, gamma, 2L));

    assertThat(outboxFigures(registry))
        .contains(
            "memory_outbox_failed{tenant=\"alpha\"} 4.0",
            "memory_outbox_failed{tenant=\"other\"} 3.0",
            "memory_outbox_pending{tenant=\"other\"} 8.0",
            "memory_outbox_unconfirmed{tenant=\"other\"} 11.0",
            "memory_outbox_oldest_age_seconds{tenant=\"other\"} 3.0")
        .noneMatch(line -> line.contains("beta") || line.contains("gamma"));

    telemetry.backlogGone(gamma);
    assertThat(outboxFigures(registry))
        .contains(
            "memory_outbox_pending{tenant=\"other\"} 5.0",
            "memory_outbox_oldest_age_seconds{tenant=\"other\"} 2.0");

    telemetry.backlogGone(beta);
    telemetry.failedEvents(Map.of());
    assertThat(outboxFigures(registry))
        .contains(
            "memory_outbox_pending{tenant=\"other\"} 0.0",
            "memory_outbox_oldest_age_seconds{tenant=\"other\"} 0.0",
            "memory_outbox_failed{tenant=\"other\"} 0.0");
  }

  @Test
  void theReplaysLagIsWhatTheTransportHasTaken() {
    PrometheusRegistry registry = new PrometheusRegistry();
    PrometheusTelemetry telemetry =
        new PrometheusTelemetry(registry, 10, () -> Instant.EPOCH.plusSeconds(10));
    telemetry.reportsOutbox(true);
    telemetry.outboxReadable(true);
    telemetry.backlog(new TenantBacklog(TENANT, 3, 3, Instant.EPOCH));
    assertThat(new MetricsPage(registry).scrape("text/plain").text())
        .contains("memory_replay_lag_events{tenant=\"alpha\"} 0.0")
        .contains("memory_replay_lag_seconds{tenant=\"alpha\"} 0.0");

    telemetry.backlog(new TenantBacklog(TENANT, 3, 1, Instant.EPOCH));
    assertThat(new MetricsPage(registry).scrape("text/plain").text())
        .contains("memory_replay_lag_events{tenant=\"alpha\"} 2.0")
        .contains("memory_replay_lag_seconds{tenant=\"alpha\"} 10.0");
  }

  private static List<String> failedFigures(PrometheusRegistry registry) {
    return outboxFigures(registry).stream()
        .filter(line -> line.startsWith("memory_outbox_failed"))
        .toList();
  }

  private static List<String> outboxFigures(PrometheusRegistry registry) {
    return new MetricsPage(registry)
        .scrape("text/plain")
        .text()
        .lines()
        .filter(line -> line.startsWith("memory_outbox_") && line.contains("{tenant="))
        .toList();
  }
}
