package io.soma.memory.gateway.serve;

import static io.soma.memory.gateway.GatewayRig.TENANT;
import static io.soma.memory.gateway.GatewayRig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.gateway.GatewayRig;
import io.soma.memory.gateway.LogLines;
import io.soma.memory.testkit.fake.ServiceResults;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an operator wants to know at once is one line each, with the tenant and the ids. */
class EventLinesTest {

  private final LogLines lines = new LogLines();
  private final GatewayRig rig = new GatewayRig();

  @AfterEach
  void close() {
    rig.close();
    lines.close();
  }

  @Test
  void aTenantsTroubleAndReturnAreLinesOfTheirOwn() {
    rig.service().answer(TENANT, UNAVAILABLE);
    for (int i = 0; i < 4; i++) {
      rig.post("/memories", "{\"coord\":\"" + i + "\",\"payload\":{}}");
    }
    lines.await("circuit opened", "tenant=\"alpha\"");

    rig.service().recover();
    rig.fakes().clock().advance(Duration.ofMinutes(2));

    lines.await("circuit closed", "tenant=\"alpha\"");
    lines.await("tenant resumed", "tenant=\"alpha\"");
    assertThat(lines.seen().stream().filter(line -> line.contains("circuit opened"))).hasSize(1);
  }

  @Test
  void aRecordThatIsRefusedForGoodIsNamed() {
    rig.service().answerNext(TENANT, UNAVAILABLE);
    rig.service().answer(TENANT, ServiceResults.refused("no"));

    String event =
        rig.post("/memories", "{\"coord\":\"1\",\"payload\":{}}")
            .headers()
            .firstValue("X-Soma-Event-Id")
            .orElseThrow();

    lines.await("record failed", "tenant=\"alpha\"", "event=\"" + event + "\"", "request=");
  }
}
