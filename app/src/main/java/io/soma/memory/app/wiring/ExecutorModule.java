package io.soma.memory.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.soma.memory.app.usecase.client.AsyncCalls;
import io.soma.memory.app.usecase.relay.RelayWork;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** The threads: no use case starts one of its own. */
final class ExecutorModule extends AbstractModule {

  /** Tenants whose batches are under way at once; each may wait for a slow transport. */
  private static final int RELAY_THREADS = 16;

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
  static ScheduledExecutorService relayWork() {
    return Executors.newScheduledThreadPool(RELAY_THREADS, Threads.named("soma-relay"));
  }
}
