package io.soma.memory.app.usecase.relay;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.soma.memory.app.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says of a tenant whose events cannot be carried. */
class RelayLoopTest {

  private static final int PATIENCE_SECONDS = 60;
  private static final int FAILURES = 3;

  private final Logger logger = (Logger) LoggerFactory.getLogger(RelayLoop.class);
  private final Lines lines = new Lines();
  private final ScheduledExecutorService timer = new ImpatientTimer();
  private final ExecutorService workers = Executors.newSingleThreadExecutor();
  private final Rig rig = new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
  private final RelayLoop loop = new RelayLoop(rig.get(Relay.class), rig.outbox(), timer, workers);

  @BeforeEach
  void listen() {
    lines.start();
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    logger.addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    timer.shutdownNow();
    workers.shutdownNow();
    logger.detachAppender(lines);
    logger.setLevel(null);
    logger.setAdditive(true);
  }

  @Test
  void anOutageIsOneLineAndItsEndAnother() throws InterruptedException {
    rig.remember("key", "one");
    rig.outbox().available(false);

    loop.wake(TENANT);
    List<ILoggingEvent> said = new ArrayList<>();
    for (int failures = 0; failures < FAILURES; ) {
      ILoggingEvent line = lines.next();
      failures += line.getLevel() == Level.DEBUG ? 1 : 0;
      said.add(line);
    }
    rig.outbox().available(true);
    while (said.get(said.size() - 1).getLevel() != Level.INFO) {
      said.add(lines.next());
    }

    List<ILoggingEvent> forOperators =
        said.stream().filter(line -> line.getLevel() != Level.DEBUG).toList();
    assertThat(forOperators)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "its events are not carried, trying again: the outbox does not answer",
            "its events are carried again");
    assertThat(forOperators)
        .allSatisfy(
            line -> assertThat(line.getKeyValuePairs().get(0).toString()).contains("alpha"));
    assertThat(rig.effects()).containsExactly("one");
  }

  /** What the loop says, in order. */
  private static final class Lines extends AppenderBase<ILoggingEvent> {

    private final BlockingQueue<ILoggingEvent> lines = new LinkedBlockingQueue<>();

    ILoggingEvent next() throws InterruptedException {
      ILoggingEvent line = lines.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertThat(line).isNotNull();
      return line;
    }

    @Override
    protected void append(ILoggingEvent line) {
      lines.add(line);
    }
  }

  /** A timer for which every pause is over at once. */
  private static final class ImpatientTimer extends ScheduledThreadPoolExecutor {

    ImpatientTimer() {
      super(1);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable work, long pause, TimeUnit unit) {
      return super.schedule(work, 1, TimeUnit.MILLISECONDS);
    }
  }
}
