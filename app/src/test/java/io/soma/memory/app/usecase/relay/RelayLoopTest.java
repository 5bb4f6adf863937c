package io.soma.memory.app.usecase.relay;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.soma.memory.app.LogLines;
import io.soma.memory.app.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the log says of a tenant whose events cannot be carried. */
class RelayLoopTest {

  private static final int FAILURES = 3;

  @RegisterExtension final LogLines lines = new LogLines(RelayLoop.class, Level.DEBUG);

  private final ScheduledExecutorService timer = new ImpatientTimer();
  private final ExecutorService workers = Executors.newSingleThreadExecutor();
  private final Rig rig = new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
  private final RelayLoop loop = new RelayLoop(rig.get(Relay.class), rig.outbox(), timer, workers);

  @AfterEach
  void end() {
    timer.shutdownNow();
    workers.shutdownNow();
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
