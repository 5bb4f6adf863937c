package io.soma.memory.app.telemetry;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.soma.memory.app.LogLines;
import io.soma.memory.app.Rig;
import io.soma.memory.testkit.fake.ServiceResults;
import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoggedTelemetryTest {

  @RegisterExtension final LogLines lines = new LogLines(LoggedTelemetry.class, Level.INFO);

  private final Rig rig = new Rig("SOMABRAIN_MEMORY_FAILURE_THRESHOLD", "1");

  @Test
  void anOpeningIsLoggedOnceWithItsReasonAndItsNextProbe() {
    rig.service().answer(TENANT, Rig.UNAVAILABLE);
    rig.remember("key", "one");
    rig.advance(Duration.ofSeconds(67));
    rig.relay();

    assertThat(lines.all()).hasSize(1);
    ILoggingEvent line = lines.all().get(0);
    assertThat(line.getFormattedMessage())
        .isEqualTo("circuit opened: the memory service answers 500: broken");
    assertThat(pairs(line))
        .startsWith("tenant=alpha reason=server_error status=500 next_probe_seconds=");
    assertThat(nextProbeSeconds(line)).isBetween(53, 66);
  }

  @Test
  void aCircuitThatOpensAfterItWasIdleIsNews() {
    rig.service()
        .answerNext(TENANT, Rig.UNAVAILABLE, ServiceResults.noAnswer("no answer within 8000 ms"));
    rig.remember("key", "one");
    rig.outbox().confirm(TENANT, rig.outbox().events());
    rig.refresh();
    rig.advance(Duration.ofSeconds(67));
    rig.watch(true);
    rig.advance(Duration.ofSeconds(60));
    rig.watch(true);
    rig.remember("key", "two");

    assertThat(lines.all().stream().map(ILoggingEvent::getFormattedMessage))
        .containsExactly(
            "circuit opened: the memory service answers 500: broken",
            "circuit idle: nothing of the tenant waits; its next call is the probe",
            "circuit opened: the memory service does not answer: no answer within 8000 ms");
  }

  private static String pairs(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .map(pair -> pair.key + "=" + pair.value)
        .collect(Collectors.joining(" "));
  }

  private static int nextProbeSeconds(ILoggingEvent line) {
    return line.getKeyValuePairs().stream()
        .filter(pair -> pair.key.equals("next_probe_seconds"))
        .mapToInt(pair -> ((Number) pair.value).intValue())
        .findFirst()
        .orElseThrow();
  }
}
