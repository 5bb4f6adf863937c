package io.soma.memory.gateway;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/** Everything that is logged while this is open, a line each with its keys and values. */
public final class LogLines implements AutoCloseable {

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
  private final Level before = root.getLevel();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          String thrown =
              event.getThrowableProxy() == null ? "" : event.getThrowableProxy().getMessage();
          lines.add(event.getFormattedMessage() + " " + event.getKeyValuePairs() + thrown);
        }
      };

  public LogLines() {
    root.setLevel(Level.INFO);
    appender.start();
    root.addAppender(appender);
  }

  public List<String> seen() {
    return List.copyOf(lines);
  }

  /** Waits for a line with all of these; the test's time is the limit. */
  public void await(String... parts) {
    while (lines.stream().noneMatch(line -> List.of(parts).stream().allMatch(line::contains))) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Override
  public void close() {
    root.detachAppender(appender);
    root.setLevel(before);
  }
}
