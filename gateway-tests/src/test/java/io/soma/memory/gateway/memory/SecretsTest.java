package io.soma.memory.gateway.memory;

import static io.soma.memory.gateway.GatewayRig.TENANT;
import static io.soma.memory.gateway.GatewayRig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.GatewayRig;
import io.soma.memory.gateway.LogLines;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Neither a token nor a payload is in any log line, nor a token in any answer. */
class SecretsTest {

  @Test
  void canariesStayWhereTheyAre() {
    try (LogLines lines = new LogLines()) {
      List<String> answers = answers();

      // The search works: it finds the headers that may be there.
      assertThat(lines.seen()).anyMatch(line -> line.contains("tenant=\"alpha\""));
      assertThat(lines.seen()).anyMatch(line -> line.contains("request failed"));
      assertThat(lines.seen()).noneMatch(SecretsTest::hasCanary);
      assertThat(answers).hasSize(10).noneMatch(SecretsTest::hasCanary);
    }
  }

  private static List<String> answers() {
    List<String> answers = new ArrayList<>();
    try (GatewayRig rig = new GatewayRig()) {
      answers.add(rig.post("/memories", body("canary-payload")).body());
      answers.add(rig.post("/memories", body("canary-payload\\u0000")).body());
      answers.add(rig.post("/memories", "{\"canary-payload").body());
      rig.service().answer(TENANT, UNAVAILABLE);
      for (int failure = 0; failure < 3; failure++) {
        answers.add(rig.get("/memories/1").body());
      }
      answers.add(rig.post("/memories", body("canary-payload")).body());
      rig.fakes().outbox().available(false);
      answers.add(rig.post("/memories", body("canary-payload")).body());
      answers.add(
          rig.send(
                  rig.anonymous("/memories")
                      .header("Authorization", "Bearer canary-caller-token")
                      .header("X-Soma-Tenant", "alpha")
                      .POST(BodyPublishers.ofString(body("canary-payload"))))
              .body());
      answers.add(rig.ops("/metrics").body());
    }
    return answers;
  }

  private static String body(String text) {
    return "{\"coord\":\"1\",\"payload\":{\"text\":\"" + text + "\"}}";
  }

  private static boolean hasCanary(String text) {
    return text.contains("canary") || text.contains(GatewayRig.TOKEN);
  }
}
