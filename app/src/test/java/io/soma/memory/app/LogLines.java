package io.soma.memory.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Captures the log lines of one class during a test; no other appender sees them. */
public final class LogLines extends AppenderBase<ILoggingEvent>
    implements BeforeEachCallback, AfterEachCallback {

  private static final int PATIENCE_SECONDS = 60;

  private final Logger logger;
  private final Level least;
  private final List<ILoggingEvent> lines = new CopyOnWriteArrayList<>();
  private final BlockingQueue<ILoggingEvent> unread = new LinkedBlockingQueue<>();

  /** Of a class, from a level on. */
  public LogLines(Class<?> of, Level least) {
    this.logger = (Logger) LoggerFactory.getLogger(of);
    this.least = least;
  }

  /** All of them so far. */
  public List<ILoggingEvent> all() {
    return lines;
  }

  /** Waits for the next. */
  public ILoggingEvent next() throws InterruptedException {
    ILoggingEvent line = unread.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(line).isNotNull();
    return line;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    start();
    logger.setLevel(least);
    logger.setAdditive(false);
    logger.addAppender(this);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    logger.detachAppender(this);
    logger.setLevel(null);
    logger.setAdditive(true);
  }

  @Override
  protected void append(ILoggingEvent line) {
    lines.add(line);
    unread.add(line);
  }
}
