package io.soma.memory.gateway.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.GatewayRig;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MetricsOfferTest {

  @BeforeEach
  void forgetEarlierOffers() {
    RecordingExport.OFFERED.clear();
  }

  @Test
  void offersTheMetricsWhereTheSettingAsksForItAndEndsWithTheService() throws Exception {
    try (GatewayRig rig =
        new GatewayRig(
            "SOMABRAIN_OPS_OPENTELEMETRY", "1", "SOMABRAIN_SERVE_PARTS", "gateway,relay")) {
      assertThat(rig.ops("/metrics").statusCode()).isEqualTo(404);
      assertThat(RecordingExport.OFFERED.take())
          .contains("memory_takes_writes", "memory_build_info", "memory_gateway_answers_total");
    }
    assertThat(RecordingExport.OFFERED.take()).isEmpty();
  }

  @Test
  void offersNothingWithoutTheSetting() {
    try (GatewayRig rig = new GatewayRig()) {
      assertThat(rig.ops("/metrics").statusCode()).isEqualTo(200);
    }
    assertThat(RecordingExport.OFFERED).isEmpty();
  }
}
