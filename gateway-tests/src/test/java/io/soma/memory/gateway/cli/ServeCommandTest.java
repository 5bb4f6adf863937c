package io.soma.memory.gateway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.net.BindException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The line of a start that fails, where programs read the log. */
class ServeCommandTest {

  private final Logger logger = (Logger) LoggerFactory.getLogger(ServeCommand.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.ERROR);
    logger.addAppender(lines);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void aFailureThatNobodyForesawHasItsStack() {
    ServeCommand.logFailedStart(new IllegalStateException(new BindException("in use")));
    ServeCommand.logFailedStart(new NullPointerException());

    assertThat(lines.list).hasSize(2);
    assertThat(lines.list.get(0).getThrowableProxy().getCause().getMessage()).isEqualTo("in use");
    assertThat(lines.list.get(1).getFormattedMessage())
        .isEqualTo("soma serve failed: java.lang.NullPointerException");
    assertThat(lines.list.get(1).getThrowableProxy()).isNotNull();
  }

  @Test
  void aForeseenFailureIsItsMessage() {
    ServeCommand.logFailedStart(
        new OutboxUnavailableException("PostgreSQL is away", new BindException("in use")));

    assertThat(lines.list).hasSize(1);
    assertThat(lines.list.get(0).getFormattedMessage())
        .isEqualTo("soma serve failed: PostgreSQL is away");
    assertThat(lines.list.get(0).getThrowableProxy()).isNull();
  }
}
