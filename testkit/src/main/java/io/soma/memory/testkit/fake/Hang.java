package io.soma.memory.testkit.fake;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Calls that hang at a {@link FakeMemoryService} until a test ends them. Thread safe. */
public final class Hang {

  private static final long MAX_WAIT_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final CountDownLatch over = new CountDownLatch(1);
  private int arrived;
  private volatile boolean timedOut;

  Hang() {}

  /** Lets the hanging calls go on, as if the service had only been slow, and hangs no more. */
  public void release() {
    over.countDown();
  }

  /** Ends the hanging calls unanswered and without effect, as if their time were up. */
  public void timeOut() {
    timedOut = true;
    release();
  }

  /**
   * Waits until so many calls have come to hang, those that have ended since included.
   *
   * @throws AssertionError if they do not come within 30 s
   */
  public synchronized void awaitCalls(int calls) throws InterruptedException {
    long deadline = System.nanoTime() + MAX_WAIT_NANOS;
    while (arrived < calls) {
      long left = deadline - System.nanoTime();
      if (left <= 0) {
        throw new AssertionError("only " + arrived + " of " + calls + " calls came to hang");
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Whether the call may go on; false if its time is up. */
  boolean sitOut(Duration timeout) throws InterruptedException {
    synchronized (this) {
      arrived++;
      notifyAll();
    }
    return over.await(timeout.toNanos(), TimeUnit.NANOSECONDS) && !timedOut;
  }
}
