package io.soma.memory.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.soma.memory.app.usecase.client.AsyncCalls;
import io.soma.memory.app.usecase.relay.RelayWork;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The threads: no use case starts one of its own. */
final class ExecutorModule extends AbstractModule {

  /**
   * Tenants whose batches are under way at once. Each may wait for a slow memory service, so there
   * are more than the processor needs; those that never let a call through are kept away by their
   * circuits.
   */
  private static final int RELAY_THREADS = 64;

  /** A grown pool shrinks again; what bounds it are the tenants' bulkheads. */
  @Provides
  @Singleton
  @AsyncCalls
  static Executor asyncCalls(Closing closing) {
    ExecutorService executor = Executors.newCachedThreadPool(Threads.named("soma-call"));
    closing.later(executor::shutdownNow);
    return executor;
  }

  @Provides
  @Singleton
  @RelayWork
  static ScheduledExecutorService relayTimer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(1, Threads.named("soma-relay-timer"));
    // What has not begun when the relay ends waits for the next start.
    timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    return timer;
  }

  @Provides
  @Singleton
  @RelayWork
  static ExecutorService relayWorkers() {
    ThreadPoolExecutor workers =
        new ThreadPoolExecutor(
            RELAY_THREADS,
            RELAY_THREADS,
            30,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Threads.named("soma-relay"));
    workers.allowCoreThreadTimeOut(true);
    return workers;
  }
}
