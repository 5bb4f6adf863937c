package io.soma.memory.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GuardedLoggerTest {

  private final Logger backend = new LoggerContext().getLogger("of the test");
  private final org.slf4j.Logger guarded = new GuardedLogger(backend);
  private final List<ILoggingEvent> written = new ArrayList<>();

  static List<Throwable> failures() {
    return List.of(
        new IllegalStateException("by the test"), new NoClassDefFoundError("by the test"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void lineThatCannotBeWrittenFailsNothing(Throwable failure) {
    backend.addAppender(new Broken(failure));

    assertThatCode(
            () -> {
              guarded.debug("one {}", 1);
              guarded.info("two");
              guarded.warn("three {} {}", 1, 2);
              guarded.error("four", new IllegalStateException("what happened"));
              guarded.atWarn().addKeyValue("tenant", "alpha").log("five {}", 5);
              guarded.atError().setCause(failure).log("six");
            })
        .doesNotThrowAnyException();
  }

  @Test
  void lineIsPassedOnWhole() {
    backend.addAppender(new Writing());
    Throwable cause = new IllegalStateException("what happened");

    guarded.atWarn().addKeyValue("tenant", "alpha").setCause(cause).log("five {}", 5);
    guarded.info("two {} {}", 1, 2);
    guarded.error("four", cause);

    assertThat(written)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly("five 5", "two 1 2", "four");
    assertThat(written.get(0).getKeyValuePairs().get(0).value).isEqualTo("alpha");
    assertThat(written.get(0).getLevel()).isEqualTo(Level.WARN);
    assertThat(written.get(0).getThrowableProxy().getMessage()).isEqualTo("what happened");
    assertThat(written.get(2).getThrowableProxy().getMessage()).isEqualTo("what happened");
  }

  @Test
  void levelsAreThoseOfTheLoggerBehind() {
    backend.addAppender(new Writing());
    backend.setLevel(Level.WARN);

    guarded.info("no");
    guarded.atInfo().log("no");
    guarded.warn("yes");

    assertThat(written).extracting(ILoggingEvent::getMessage).containsExactly("yes");
    assertThat(guarded.isInfoEnabled()).isFalse();
    assertThat(guarded.isWarnEnabled()).isTrue();
  }

  private final class Writing extends AppenderBase<ILoggingEvent> {

    Writing() {
      start();
    }

    @Override
    protected void append(ILoggingEvent line) {
      written.add(line);
    }
  }

  /**
   * Throws the kinds of exceptions that Logback's own appenders catch, and those that they let
   * through.
   */
  private static final class Broken extends AppenderBase<ILoggingEvent> {

    private final Throwable failure;

    Broken(Throwable failure) {
      this.failure = failure;
      start();
    }

    @Override
    public synchronized void doAppend(ILoggingEvent line) {
      append(line);
    }

    @Override
    protected void append(ILoggingEvent line) {
      if (failure instanceof Error error) {
        throw error;
      }
      throw (RuntimeException) failure;
    }
  }
}
