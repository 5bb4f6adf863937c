package io.soma.memory.supervision;

import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * A pool in which a task that throws is noted and ends no thread. The log has one line for each
 * kind of failure, and one when no task has failed for a while; until then the pool is in trouble.
 * Success of one task says nothing about another, which may be of another tenant, so that only time
 * ends a trouble. Safe for many threads.
 */
final class SupervisedPool extends ThreadPoolExecutor {

  /** After so much time without a failure all is well again. */
  static final Duration QUIET = Duration.ofSeconds(30);

  static final int KINDS_AT_MOST = 20;

  private static final Logger LOG = Logs.of(SupervisedPool.class);

  private final String name;
  private final MonotonicClock clock;
  private final Set<String> told = new HashSet<>();
  private long failures;
  private long lastFailure;

  SupervisedPool(
      String name,
      int threads,
      int mostThreads,
      Duration keptIdle,
      BlockingQueue<Runnable> queue,
      MonotonicClock clock) {
    super(
        threads,
        mostThreads,
        keptIdle.toSeconds(),
        TimeUnit.SECONDS,
        queue,
        SupervisedThreads.numbered(name));
    this.name = name;
    this.clock = clock;
  }

  /** The name of its trouble, as it reads after "could not". */
  String what() {
    return "run tasks of the pool " + name;
  }

  @Override
  public void execute(Runnable task) {
    super.execute(() -> run(task));
  }

  private void run(Runnable task) {
    try {
      task.run();
    } catch (Throwable e) {
      failed(e);
      CaughtErrors.handOn(e);
    }
  }

  private synchronized void failed(Throwable e) {
    if (isShutdown()) {
      LOG.debug("a task of the pool {} broke at its end", name, e);
      return;
    }
    endTroubleIfQuiet();
    failures++;
    lastFailure = clock.nanos();
    if (told.size() < KINDS_AT_MOST && told.add(e.toString())) {
      LOG.error("a task of the pool {} broke; the same failure is not logged again", name, e);
    } else {
      LOG.debug("a task of the pool {} broke", name, e);
    }
  }

  /** Whether a task failed lately. */
  synchronized boolean isInTrouble() {
    return failures > 0 && !isQuiet() && !isShutdown();
  }

  /** Says in the log that no task has failed for a while, where that is new. */
  synchronized void endTroubleIfQuiet() {
    if (failures > 0 && isQuiet()) {
      LOG.atInfo()
          .addKeyValue("failures", failures)
          .log("no task of the pool {} has failed for {} s", name, QUIET.toSeconds());
      failures = 0;
      told.clear();
    }
  }

  private boolean isQuiet() {
    return clock.nanos() - lastFailure >= QUIET.toNanos();
  }
}
