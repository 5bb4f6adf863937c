package io.soma.memory.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.soma.memory.gateway.AdminRig;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Administrators see payloads, which is what they ask for; nobody sees a token, nor does a log. */
class AdminSecretsTest {

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getFormattedMessage() + " " + event.getKeyValuePairs());
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
  void anOrderIsALineWithoutTokenOrPayload() {
    List<String> answers = new ArrayList<>();
    try (AdminRig rig = new AdminRig()) {
      long id = rig.fail("canary-text");
      answers.add(rig.rawPost("/admin/outbox/replay", "{\"event_ids\":[" + id + "]}").body());
      answers.add(rig.rawPost("/admin/outbox/replay", "{\"canary").body());
      answers.add(rig.raw("/admin/outbox?status=canary").body());
      answers.add(rig.withToken("Bearer canary-wrong", "/admin/outbox").body());
      answers.add(rig.raw("/admin/tenants").body());
      rig.outboxAvailable(false);
      answers.add(rig.raw("/admin/outbox").body());
    }

    assertThat(lines).anyMatch(line -> line.contains("an operator had events replayed"));
    assertThat(lines).anyMatch(line -> line.contains("an operator ordered a circuit"));
    assertThat(lines).noneMatch(line -> line.contains("canary"));
    assertThat(answers).noneMatch(answer -> answer.contains("canary"));
  }
}
