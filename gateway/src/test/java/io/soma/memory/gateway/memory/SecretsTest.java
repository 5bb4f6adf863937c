package io.soma.memory.gateway.memory;

import static io.soma.memory.gateway.GatewayRig.TENANT;
import static io.soma.memory.gateway.GatewayRig.UNAVAILABLE;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.soma.memory.gateway.GatewayRig;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Neither a token nor a payload is in any log line, nor a token in any answer. */
class SecretsTest {

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(
              event.getFormattedMessage()
                  + " "
                  + event.getKeyValuePairs()
                  + (event.getThrowableProxy() == null
                      ? ""
                      : event.getThrowableProxy().getMessage()));
        }
      };

  @BeforeEach
  void listen() {
    root.setLevel(Level.INFO);
    appender.start();
    root.addAppender(appender);
  }

  @AfterEach
  void stopListening() {
    root.detachAppender(appender);
    root.setLevel(before);
  }

  @Test
  void canariesStayWhereTheyAre() {
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

    // It does look: what may be there is.
    assertThat(lines).anyMatch(line -> line.contains("tenant=\"alpha\""));
    assertThat(lines).anyMatch(line -> line.contains("circuit opened"));
    assertThat(lines).anyMatch(line -> line.contains("not acknowledged"));
    assertThat(lines).noneMatch(SecretsTest::hasCanary);
    assertThat(answers).noneMatch(SecretsTest::hasCanary);
  }

  private static String body(String text) {
    return "{\"coord\":\"1\",\"payload\":{\"text\":\"" + text + "\"}}";
  }

  private static boolean hasCanary(String text) {
    return text.contains("canary") || text.contains(GatewayRig.TOKEN);
  }
}
