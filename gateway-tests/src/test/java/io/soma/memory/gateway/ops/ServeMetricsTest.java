package io.soma.memory.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.GatewayRig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** What a scrape says of the service, beside its engine. */
class ServeMetricsTest {

  @Test
  void answersAreCountedByTheirStatus() {
    try (GatewayRig rig = new GatewayRig()) {
      assertThat(rig.ops("/metrics").body())
          .contains("memory_gateway_answers_total{status=\"401\"} 0.0")
          .contains("memory_gateway_answers_total{status=\"429\"} 0.0");

      rig.post("/memories", "{\"coord\":\"1\",\"payload\":{}}");
      rig.post("/memories", "{\"coord\":\"1\",\"payload\":{}}");
      rig.post("/memories", "not JSON");

      assertThat(rig.ops("/metrics").body())
          .contains("memory_gateway_answers_total{status=\"200\"} 2.0")
          .contains("memory_gateway_answers_total{status=\"400\"} 1.0");
    }
  }

  @Test
  void theProcessSaysWhatItIs() {
    try (GatewayRig rig = new GatewayRig()) {
      assertThat(rig.ops("/metrics").body())
          .containsPattern("memory_build_info\\{java=\".+\",version=\"\\d.*\"} 1")
          .contains("jvm_memory_used_bytes{area=\"heap\"}")
          .contains("process_start_time_seconds")
          .contains("memory_background_troubles 0.0");
    }
  }

  @Test
  void oneOfSeveralProcessesShowsWhatWaits() {
    try (GatewayRig first = new GatewayRig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack")) {
      // The older process shows it; of two that start at one time, chance would decide.
      first.fakes().clock().advance(Duration.ofSeconds(1));
      try (GatewayRig second = new GatewayRig(first.fakes())) {
        first.fakes().memoryService().answer(GatewayRig.TENANT, GatewayRig.UNAVAILABLE);
        first.post("/memories", "{\"coord\":\"1\",\"payload\":{}}");

        String shown = "memory_outbox_unconfirmed{tenant=\"alpha\"} 1.0";
        await(shown, () -> first.ops("/metrics").body().contains(shown));
        // The second knows of it, and leaves it to the first.
        await("a write that the second queues", () -> isQueued(second));
        assertThat(second.ops("/metrics").body())
            .contains("memory_outbox_readable 1.0")
            .contains("memory_circuit_open{tenant=\"alpha\"}")
            .doesNotContain("memory_outbox_unconfirmed{")
            .doesNotContain("memory_outbox_pending{")
            .doesNotContain("memory_outbox_failed{")
            .doesNotContain("memory_outbox_oldest_age_seconds{");
      }
    }
  }

  @Test
  void aCircuitIsShownFromTheFirstCall() {
    try (GatewayRig rig = new GatewayRig()) {
      rig.post("/memories", "{\"coord\":\"1\",\"payload\":{}}");

      assertThat(rig.ops("/metrics").body())
          .contains("memory_circuit_open{tenant=\"alpha\"} 0.0")
          .contains("memory_tenant_healthy{tenant=\"alpha\"} 1.0");
    }
  }

  private static boolean isQueued(GatewayRig rig) {
    return rig.post("/memories", "{\"coord\":\"1\",\"payload\":{}}")
        .headers()
        .firstValue("X-Soma-Outcome")
        .equals(Optional.of("queued"));
  }

  private static void await(String what, BooleanSupplier isThere) {
    for (int look = 0; look < 1000; look++) {
      if (isThere.getAsBoolean()) {
        return;
      }
      LockSupport.parkNanos(20_000_000);
    }
    throw new AssertionError(what + " never came");
  }
}
