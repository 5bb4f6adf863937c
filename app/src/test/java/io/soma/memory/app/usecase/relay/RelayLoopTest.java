package io.soma.memory.app.usecase.relay;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.soma.memory.app.LogLines;
import io.soma.memory.app.Rig;
import io.soma.memory.app.usecase.guard.JitterSource;
import io.soma.memory.app.usecase.guard.Sleeper;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The log lines of a tenant with events that cannot be carried. */
class RelayLoopTest {

  private static final int FAILURES = 3;

  @RegisterExtension final LogLines lines = new LogLines(RelayLoop.class, Level.DEBUG);

  private final ExecutorService workers = Executors.newSingleThreadExecutor();
  private final Rig rig = new Rig("SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack");
  private final RelayLoop loop =
      // A timer for which every pause is over at once.
      loop(workers);

  private RelayLoop loop(ExecutorService turns) {
    return new RelayLoop(
        rig.get(Relay.class),
        rig.get(TransportWatch.class),
        rig.get(TransportBackoff.class),
        rig.get(RelayLimits.class),
        (pause, task) -> workers.execute(task),
        turns);
  }

  @AfterEach
  void end() {
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

  @Test
  void tenantWhoseTurnBrokeGetsItsNextOne() throws InterruptedException {
    rig.remember("key", "one");
    AtomicInteger turns = new AtomicInteger();
    CountDownLatch carried = new CountDownLatch(1);
    ExecutorService brittle =
        new AbstractWorkers(workers) {
          @Override
          public void execute(Runnable turn) {
            if (turns.incrementAndGet() == 1) {
              throw new OutOfMemoryError("unable to create native thread");
            }
            super.execute(
                () -> {
                  turn.run();
                  carried.countDown();
                });
          }
        };
    RelayLoop survivor = loop(brittle);

    // The write is acknowledged by now, which a relay without threads must not undo.
    survivor.wake(TENANT);
    scan(survivor);

    assertThat(carried.await(60, TimeUnit.SECONDS)).isTrue();
    assertThat(rig.effects()).containsExactly("one");
  }

  @Test
  void tenantWhoseNextTurnFindsNoThreadIsFoundByTheNextScan() throws InterruptedException {
    rig.remember("key", "one");
    rig.outbox().available(false);
    Semaphore refused = new Semaphore(0);
    AtomicBoolean hasThreads = new AtomicBoolean(true);
    CountDownLatch carried = new CountDownLatch(1);
    ExecutorService brittle =
        new AbstractWorkers(workers) {
          @Override
          public void execute(Runnable turn) {
            if (!hasThreads.get()) {
              refused.release();
              throw new OutOfMemoryError("unable to create native thread");
            }
            super.execute(
                () -> {
                  hasThreads.set(false);
                  turn.run();
                  if (!rig.effects().isEmpty()) {
                    carried.countDown();
                  }
                });
          }
        };
    RelayLoop survivor = loop(brittle);

    survivor.wake(TENANT);
    assertThat(refused.tryAcquire(60, TimeUnit.SECONDS)).isTrue();
    rig.outbox().available(true);
    // Behind the task that gave the turn up, on the same thread.
    CountDownLatch givenUp = new CountDownLatch(1);
    workers.execute(givenUp::countDown);
    assertThat(givenUp.await(60, TimeUnit.SECONDS)).isTrue();
    hasThreads.set(true);
    scan(survivor);

    assertThat(carried.await(60, TimeUnit.SECONDS)).isTrue();
  }

  /** Passes tasks on. */
  private abstract static class AbstractWorkers extends AbstractExecutorService {

    private final ExecutorService next;

    AbstractWorkers(ExecutorService next) {
      this.next = next;
    }

    @Override
    public void execute(Runnable task) {
      next.execute(task);
    }

    @Override
    public void shutdown() {}

    @Override
    public List<Runnable> shutdownNow() {
      return List.of();
    }

    @Override
    public boolean isShutdown() {
      return false;
    }

    @Override
    public boolean isTerminated() {
      return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
      return true;
    }
  }

  private void scan(RelayLoop loop) {
    new PendingScan(rig.outbox(), loop, Sleeper.SYSTEM, JitterSource.RANDOM).scan();
  }
}
