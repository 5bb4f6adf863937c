package io.soma.memory.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.soma.memory.testkit.fake.ManualClock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A pool's tasks fail as those of a transport do that meets one unreadable file again and again.
 */
@Timeout(60)
class SupervisedPoolTest {

  private static final String TROUBLE = "run tasks of the pool spool";

  private final ManualClock clock = new ManualClock();
  private final LogLines lines = new LogLines(SupervisedPool.class);
  private final LogLines threads = new LogLines(SupervisedThreads.class);
  private final Supervisor supervisor =
      Supervisor.create(clock, ThreadWaits.REAL, LoopThreads.REAL, TurnFaults.NONE);
  private final ExecutorService pool = supervisor.pool("spool", 1);

  @AfterEach
  void end() {
    pool.shutdownNow();
    supervisor.close();
    lines.close();
    threads.close();
  }

  @Test
  void taskThatFailsAgainAndAgainIsOneLineAndNoThreadEnds() throws Exception {
    for (int i = 0; i < 100; i++) {
      fail("unreadable");
      runWell();
    }

    assertThat(lines.of(Level.ERROR))
        .containsExactly("a task of the pool spool broke; the same failure is not logged again");
    assertThat(threads.of(Level.ERROR)).isEmpty();
  }

  @Test
  void anotherFailureIsAnotherLineUpToALimit() throws Exception {
    fail("of tenant a");
    fail("of tenant b");
    runWell();
    assertThat(lines.of(Level.ERROR)).hasSize(2);

    for (int i = 0; i < 100; i++) {
      fail("number " + i);
    }
    runWell();
    assertThat(lines.of(Level.ERROR)).hasSize(SupervisedPool.KINDS_AT_MOST);
  }

  @Test
  void poolIsInTroubleUntilNoTaskHasFailedForAWhile() throws Exception {
    assertThat(supervisor.troubles()).isEmpty();
    fail("unreadable");
    runWell();
    supervisor.watch();
    assertThat(supervisor.troubles()).containsExactly(TROUBLE);

    clock.advance(SupervisedPool.QUIET.minusSeconds(1));
    fail("unreadable");
    runWell();
    clock.advance(SupervisedPool.QUIET.minusSeconds(1));
    supervisor.watch();
    assertThat(supervisor.troubles()).containsExactly(TROUBLE);
    assertThat(lines.of(Level.INFO)).isEmpty();

    clock.advance(SupervisedPool.QUIET);
    supervisor.watch();
    assertThat(supervisor.troubles()).isEmpty();
    assertThat(lines.of(Level.INFO))
        .containsExactly("no task of the pool spool has failed for 30 s");
    assertThat(lines.of(Level.ERROR)).hasSize(1);
  }

  @Test
  void anErrorIsNotedAndTheNextTaskRuns() throws Exception {
    pool.execute(
        () -> {
          throw new NoClassDefFoundError("by the test");
        });
    runWell();

    assertThat(supervisor.troubles()).containsExactly(TROUBLE);
  }

  @Test
  void poolThatIsShutDownIsNoTrouble() throws Exception {
    fail("unreadable");
    runWell();
    pool.shutdownNow();

    assertThat(supervisor.troubles()).isEmpty();
  }

  private void fail(String why) {
    pool.execute(
        () -> {
          throw new IllegalStateException(why);
        });
  }

  private void runWell() throws InterruptedException {
    CountDownLatch ran = new CountDownLatch(1);
    pool.execute(ran::countDown);
    assertThat(ran.await(60, TimeUnit.SECONDS)).isTrue();
  }
}
