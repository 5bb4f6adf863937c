package io.soma.memory.testkit.contract;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call of the code under test on a thread of its own: one that blocks for ever fails the test,
 * which shows where it stands.
 */
final class BoundedCall<T> implements AutoCloseable {

  private static final int FRAMES = 12;

  private final Crowd threads = new Crowd();
  private final String what;
  private final Future<T> call;
  private volatile @Nullable Thread thread;

  private BoundedCall(String what, Callable<T> task) {
    this.what = what;
    this.call =
        threads.start(
            () -> {
              thread = Thread.currentThread();
              return task.call();
            });
  }

  /**
   * Starts a call.
   *
   * @param what the call as the subject of a sentence
   */
  static <T> BoundedCall<T> start(String what, Callable<T> task) {
    return new BoundedCall<>(what, task);
  }

  /**
   * What the call returns.
   *
   * @param patience how long to wait for it
   * @param rule what to do about a call that blocks or throws
   */
  T result(Duration patience, String rule) {
    try {
      return call.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof AssertionError failure) {
        throw failure;
      }
      throw new AssertionError(what + " threw " + e.getCause() + ". " + rule, e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError(
          what
              + " did not return within "
              + patience.toMillis() / 1e3
              + " s. "
              + rule
              + " It stands at"
              + stack());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while " + what + " was under way", e);
    }
  }

  /** Whether it has returned or thrown. */
  boolean isOver() {
    return call.isDone();
  }

  private String stack() {
    Thread running = thread;
    return running == null
        ? " its beginning."
        : Arrays.stream(running.getStackTrace())
            .limit(FRAMES)
            .map(frame -> System.lineSeparator() + "    " + frame)
            .collect(Collectors.joining());
  }

  /** Interrupts a call that has not returned. */
  @Override
  public void close() {
    threads.close();
  }
}
