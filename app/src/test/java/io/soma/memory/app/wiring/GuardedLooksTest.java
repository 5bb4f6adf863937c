package io.soma.memory.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class GuardedLooksTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(GuardedLooks.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final GuardedLooks looks = new GuardedLooks();

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
    logger.addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(lines);
    logger.setLevel(null);
    logger.setAdditive(true);
  }

  @Test
  void anOutageIsOneLineAndItsEndAnother() {
    looks.run("look", () -> {});
    looks.run("look", GuardedLooksTest::fail);
    looks.run("look", GuardedLooksTest::fail);
    looks.run("listen", GuardedLooksTest::fail);
    looks.run("look", () -> {});
    looks.run("look", () -> {});

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "could not look, trying again: it is dark",
            "could not listen, trying again: it is dark",
            "can look again");
  }

  private static void fail() {
    throw new IllegalStateException("it is dark");
  }
}
