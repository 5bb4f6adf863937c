package io.soma.memory.supervision;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets a thread wait. Every wait of the core goes through it, so that a simulation can decide when
 * a thread goes on. Safe for many threads.
 */
@FunctionalInterface
public interface ThreadWaits {

  /** By the machine's clock. */
  ThreadWaits REAL =
      (signal, longest) -> {
        try {
          Object unused = signal.get(longest.toNanos(), TimeUnit.NANOSECONDS);
          return true;
        } catch (ExecutionException e) {
          return true;
        } catch (TimeoutException e) {
          return false;
        }
      };

  /**
   * Waits until the signal is complete, in whichever way.
   *
   * @param longest how long at most; zero only looks
   * @return whether it is complete
   * @throws InterruptedException if the calling thread is interrupted
   */
  boolean await(CompletableFuture<?> signal, Duration longest) throws InterruptedException;

  /** Waits until the signal is complete, however long that takes; an interrupt is kept. */
  default void join(CompletableFuture<?> signal) {
    Object unused = signal.handle((result, failure) -> true).join();
  }

  /** Waits for about so long, and needs no memory for it; an interrupt ends it. */
  default void pause(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
  }
}
