package io.soma.memory.gateway.serve;

import io.soma.memory.supervision.CloseStack;
import io.soma.memory.supervision.Logs;
import io.soma.memory.supervision.Supervisor;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Ends the process on SIGTERM and Ctrl-C: orderly with exit code 0, or cut off with 1 when the
 * deadline is over, which loses nothing either. The JVM alone would always end with 143.
 */
public final class Shutdown {

  private static final Logger LOG = Logs.of(Shutdown.class);

  private final Thread hook = Supervisor.thread("shutdown", this::run);
  private final CloseStack ending;
  private volatile Duration deadline;

  private Shutdown(CloseStack ending, Duration deadline) {
    this.ending = ending;
    this.deadline = deadline;
  }

  /** Closes this when the process ends, from now on. */
  public static Shutdown of(CloseStack ending, Duration deadline) {
    Shutdown shutdown = new Shutdown(ending, deadline);
    Runtime.getRuntime().addShutdownHook(shutdown.hook);
    return shutdown;
  }

  /** Changes how long the end may take. */
  public void within(Duration newDeadline) {
    deadline = newDeadline;
  }

  /** Closes everything now, and lets the process go on; for a start that failed. */
  public void insteadNow() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending, and the hook does the rest.
      return;
    }
    ending.close();
  }

  private void run() {
    LOG.info("stopping");
    CountDownLatch ended = new CountDownLatch(1);
    Runnable work =
        () -> {
          ending.close();
          ended.countDown();
        };
    Supervisor.thread("stopping", work).start();
    boolean orderly = isOverInTime(ended);
    if (orderly) {
      LOG.info("stopped");
    } else {
      LOG.warn("stopped at the deadline, before all had ended; what was acknowledged is safe");
    }
    Runtime.getRuntime().halt(orderly ? 0 : 1);
  }

  private boolean isOverInTime(CountDownLatch ended) {
    try {
      return ended.await(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
