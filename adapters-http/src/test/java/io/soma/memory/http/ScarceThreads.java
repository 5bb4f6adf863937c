package io.soma.memory.http;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Runs tasks at once, until the system gives no more threads. */
final class ScarceThreads extends AbstractExecutorService {

  private boolean areGone;

  /** From now on there is none. */
  void runOut() {
    areGone = true;
  }

  @Override
  public void execute(Runnable task) {
    if (areGone) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    task.run();
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
    return false;
  }
}
