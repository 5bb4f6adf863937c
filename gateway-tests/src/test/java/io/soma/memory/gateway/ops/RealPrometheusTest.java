package io.soma.memory.gateway.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.soma.memory.gateway.GatewayRig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes a live gateway, with the rules that are shipped. */
class RealPrometheusTest {

  private static final Path RULES = Path.of("..", "ops/prometheus/soma-memory-alerts.yml");

  @TempDir private Path directory;

  @Test
  void scrapesAndEvaluatesWithoutComplaint() throws Exception {
    assumeTrue(LocalPrometheus.hasProgram("prometheus"), "prometheus is not installed");
    try (GatewayRig rig = new GatewayRig("SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");
        LocalPrometheus prometheus =
            LocalPrometheus.start(directory, rig.serve().opsPort(), RULES)) {
      rig.post("/memories", "{\"coord\":\"1\",\"payload\":{}}");
      rig.service().answerNext(GatewayRig.TENANT, GatewayRig.UNAVAILABLE);
      rig.post("/memories", "{\"coord\":\"2\",\"payload\":{}}");

      assertThat(prometheus.samples("memory_circuit_open{tenant=\"alpha\"} == 1")).hasSize(1);
      assertThat(prometheus.samples("memory_outbox_pending{tenant=\"alpha\"} == 1")).hasSize(1);
      assertThat(prometheus.samples("memory_write_latency_bucket{tenant=\"alpha\"}")).hasSize(13);
      JsonNode target = prometheus.await("targets", RealPrometheusTest::isKnown);
      assertThat(target.findValuesAsText("health")).containsExactly("up");
      assertThat(target.findValuesAsText("lastError")).containsExactly("");

      JsonNode rules = prometheus.await("rules", RealPrometheusTest::isEvaluated);
      assertThat(ofRules(rules, "name")).containsExactlyElementsOf(ShippedRulesTest.alerts());
      assertThat(ofRules(rules, "health")).containsOnly("ok");
      assertThat(prometheus.complaints()).isEmpty();
    }
  }

  private static boolean isKnown(JsonNode targets) {
    return targets.findValuesAsText("health").stream().noneMatch("unknown"::equals);
  }

  private static boolean isEvaluated(JsonNode rules) {
    return ofRules(rules, "health").stream().noneMatch("unknown"::equals)
        && !ofRules(rules, "health").isEmpty();
  }

  private static List<String> ofRules(JsonNode data, String field) {
    List<String> values = new ArrayList<>();
    for (JsonNode group : data.path("groups")) {
      group.path("rules").forEach(rule -> values.add(rule.path(field).asText()));
    }
    return values;
  }
}
