package io.soma.memory.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.gateway.GatewayRig;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpsRoutesTest {

  private final GatewayRig rig = new GatewayRig("SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL", "0.01");

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void metricsArePrometheusTextUnlessOpenMetricsIsAskedFor() {
    rig.post("/memories", "{\"coord\":\"1\",\"payload\":{}}");

    HttpResponse<String> text = rig.ops("/metrics");
    HttpResponse<String> open = rig.ops("/metrics", "Accept", "application/openmetrics-text");

    assertThat(text.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    assertThat(text.body())
        .contains("# TYPE memory_write_latency histogram")
        .contains("memory_write_latency_bucket{tenant=\"alpha\",le=\"0.005\"}")
        .doesNotContain("# EOF");
    assertThat(open.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(open.body()).endsWith("# EOF\n");
  }

  @Test
  void saysHowFarTheClocksAreApartAndWhetherTheBrokerAnswers() {
    awaitMetric("memory_clock_skew_seconds 0.0");
    awaitMetric("memory_broker_up 1.0");
  }

  @Test
  void aProcessThatNeitherCarriesNorReplaysLooksAtNoBroker() {
    try (GatewayRig gateway = new GatewayRig("SOMABRAIN_SERVE_PARTS", "gateway,metrics")) {
      assertThat(gateway.serve().opsPort()).isPositive();
      assertThat(gateway.ops("/metrics").body())
          .contains("memory_takes_writes")
          .doesNotContain("memory_broker_up");
    }
  }

  private void awaitMetric(String sample) {
    while (!rig.ops("/metrics").body().contains("\n" + sample + "\n")) {
      Thread.onSpinWait();
    }
  }

  @Test
  void theGatewayShowsNoMetrics() {
    assertThat(rig.get("/metrics").statusCode()).isEqualTo(404);
  }

  @Test
  void metricsThatAreSwitchedOffAreNotThere() {
    try (GatewayRig without = new GatewayRig("SOMABRAIN_SERVE_PARTS", "gateway, relay")) {
      assertThat(without.ops("/metrics").statusCode()).isEqualTo(404);
      assertThat(without.ops("/readyz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void withoutTheGatewayThereAreHealthAndMetricsAlone() {
    try (GatewayRig relay =
        new GatewayRig("SOMABRAIN_SERVE_PARTS", "relay,metrics", "SOMABRAIN_GATEWAY_TOKEN", "")) {
      assertThat(relay.port()).isZero();
      assertThat(relay.ops("/metrics").statusCode()).isEqualTo(200);
      assertThat(relay.ops("/healthz").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void healthNeedsNoTokenAndIsInTheServicesShape() {
    HttpResponse<String> answer = rig.send(rig.anonymous("/healthz"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"kv_store\":true", "\"vector_store\":true", "\"graph_store\":true");
  }

  @Test
  void writesAreTakenWhileTheMemoryServiceIsAway() {
    rig.service().health(new ServiceHealth(false, "gone"));

    String body = rig.ops("/healthz").body();
    while (body.contains("\"vector_store\":true")) {
      body = rig.ops("/healthz").body();
    }

    assertThat(body).contains("\"kv_store\":true");
    assertThat(rig.ops("/readyz").statusCode()).isEqualTo(200);
  }

  @Test
  void writesAreTakenByTheMemoryServiceAloneWhileTheOutboxIsAway() {
    rig.fakes().outbox().available(false);
    rig.service().health(new ServiceHealth(false, "gone"));
    await(rig, 503, "\"kv_store\":false");

    rig.service().health(new ServiceHealth(true, "back"));

    await(rig, 200, "\"kv_store\":true");
  }

  @Test
  void aHealthOfNoWriteIsNoReasonToRestart() {
    rig.fakes().outbox().available(false);
    rig.service().health(new ServiceHealth(false, "gone"));
    await(rig, 503, "\"kv_store\":false");

    assertThat(rig.ops("/healthz").statusCode()).isEqualTo(200);
    assertThat(rig.ops("/healthz").body()).contains("\"kv_store\":false");
  }

  @Test
  void whereTheOutboxComesFirstNoWriteIsTakenWithoutIt() {
    try (GatewayRig first = new GatewayRig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack")) {
      await(first, 200, "\"kv_store\":true");
      first.fakes().outbox().available(false);
      await(first, 503, "\"kv_store\":false");
    }
  }

  @Test
  void whereTheOutboxIsNotAskedNoWriteIsTakenWithoutTheMemoryService() {
    try (GatewayRig strict =
        new GatewayRig(
            "SOMABRAIN_MEMORY_WRITE_MODE",
            "strict",
            "SOMABRAIN_MEMORY_HEALTH_POLL_INTERVAL",
            "0.01")) {
      await(strict, 200, "\"kv_store\":true");
      strict.service().health(new ServiceHealth(false, "gone"));
      await(strict, 503, "\"kv_store\":false");
    }
  }

  private static void await(GatewayRig rig, int status, String part) {
    HttpResponse<String> answer = rig.send(rig.anonymous("/healthz"));
    while (answer.statusCode() != status || !answer.body().contains(part)) {
      answer = rig.send(rig.anonymous("/healthz"));
    }
  }

  @Test
  void whoeverStopsIsNotReadyAndStillServes() {
    assertThat(rig.send(rig.anonymous("/readyz")).statusCode()).isEqualTo(200);

    rig.serve().drain();

    assertThat(rig.send(rig.anonymous("/readyz")).statusCode()).isEqualTo(503);
    assertThat(rig.ops("/readyz").statusCode()).isEqualTo(503);
    assertThat(rig.post("/memories", "{\"coord\":\"1\",\"payload\":{}}").statusCode())
        .isEqualTo(200);
  }
}
