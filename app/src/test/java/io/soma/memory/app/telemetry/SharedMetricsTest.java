package io.soma.memory.app.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SharedMetricsTest {

  private static final TenantId ACME = new TenantId("acme");

  private final PrometheusRegistry host = new PrometheusRegistry();
  private final SharedMetrics shared = SharedMetrics.on(host);
  private final PrometheusRegistry blue = counting("blue");
  private final PrometheusRegistry green = counting("green");

  private static PrometheusRegistry counting(@Nullable String instance) {
    PrometheusRegistry registry = new PrometheusRegistry();
    PrometheusTelemetry telemetry =
        new PrometheusTelemetry(registry, 10, InstantSource.system(), instance);
    telemetry.writeEnded(ACME, Duration.ofMillis(3));
    telemetry.events(ACME, EventStatus.SENT, 2);
    telemetry.outboxReadable(true);
    return registry;
  }

  private String page() {
    return new MetricsPage(host).scrape("text/plain").text();
  }

  @Test
  void twoInstancesAreOnOneRegistryUnderTheirNames() throws Exception {
    try (AutoCloseable first = shared.show(blue);
        AutoCloseable second = shared.show(green)) {
      assertThat(page())
          .contains("memory_outbox_readable{soma_instance=\"blue\"} 1.0")
          .contains("memory_outbox_readable{soma_instance=\"green\"} 1.0")
          .containsOnlyOnce("# TYPE memory_outbox_events_total counter")
          .contains("memory_write_latency_count{soma_instance=\"green\",tenant=\"acme\"} 1");
    }
  }

  @Test
  void nothingIsLeftOfInstancesThatAreClosed() throws Exception {
    AutoCloseable first = shared.show(blue);
    AutoCloseable second = shared.show(green);

    first.close();
    first.close();
    assertThat(page()).doesNotContain("blue").contains("green");
    second.close();
    assertThat(page()).doesNotContain("memory_");

    shared.show(blue);
    assertThat(page()).contains("blue");
  }

  @Test
  void metricsOfTheProgramStayWhereTheyAre() throws Exception {
    Runnable counter = new MetricsPage(host).counter("orders_total", "Orders");
    counter.run();

    shared.show(counting(null)).close();

    assertThat(page()).contains("orders_total 1.0");
  }

  @Test
  void aRegistryIsSharedOnce() {
    shared.show(blue);

    assertThatThrownBy(() -> SharedMetrics.on(host).show(green))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("share one SharedMetrics");
  }
}
