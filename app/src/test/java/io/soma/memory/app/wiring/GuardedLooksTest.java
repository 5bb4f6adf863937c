package io.soma.memory.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.soma.memory.app.LogLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GuardedLooksTest {

  @RegisterExtension final LogLines lines = new LogLines(GuardedLooks.class, Level.INFO);

  private final GuardedLooks looks = new GuardedLooks();

  @Test
  void anOutageIsOneLineAndItsEndAnother() {
    looks.run("look", () -> {});
    looks.run("look", GuardedLooksTest::fail);
    looks.run("look", GuardedLooksTest::fail);
    looks.run("listen", GuardedLooksTest::fail);
    looks.run("look", () -> {});
    looks.run("look", () -> {});

    assertThat(lines.all())
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
