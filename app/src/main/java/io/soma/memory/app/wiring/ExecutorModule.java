package io.soma.memory.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.usecase.client.AsyncCalls;
import io.soma.memory.app.usecase.client.BackpressureLimit;
import io.soma.memory.app.usecase.client.TenantThreads;
import io.soma.memory.app.usecase.relay.RelayTimer;
import io.soma.memory.app.usecase.relay.RelayWork;
import io.soma.memory.supervision.CloseStack;
import io.soma.memory.supervision.DelayedTasks;
import io.soma.memory.supervision.Supervisor;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/** The threads, all of one supervisor: no use case starts one of its own. */
final class ExecutorModule extends AbstractModule {

  /**
   * The number of tenants with a batch under way at once. Each may wait for a slow memory service,
   * so there are more than the processor needs. Tenants that the memory service never answers are
   * kept away by their circuits.
   */
  private static final int RELAY_THREADS = 64;

  /**
   * As many of them as tenants may hold of which the transport takes nothing. The others are always
   * there for tenants that are well; with a window of 1 MiB each, so is most of the memory in which
   * Kafka's producer keeps records on their way.
   */
  static final int REFUSED_AT_ONCE = RELAY_THREADS / 4;

  private static final TenantThreads.Share SHARE_OF_CALLS = new TenantThreads.Share(16, 128, 1_024);

  /** Its loops are closed last, if their owners have not done so. */
  @Provides
  @Singleton
  static Supervisor supervisor(CloseStack closing) {
    return closing.with(Supervisor.create());
  }

  /** A grown pool shrinks again; {@link #tenantThreads} bounds it. */
  @Provides
  @Singleton
  @AsyncCalls
  static Executor asyncCalls(MemoryConfig config, Supervisor supervisor, CloseStack closing) {
    Executor host = config.host().executor();
    if (host != null) {
      return host;
    }
    ExecutorService executor = supervisor.pool("call");
    closing.with(executor::shutdownNow);
    return executor;
  }

  /** A host program that brings its own executor has bounded that. */
  @Provides
  @Singleton
  static TenantThreads tenantThreads(
      MemoryConfig config, @AsyncCalls Executor executor, BackpressureLimit limit) {
    TenantThreads.Share share =
        config.host().executor() == null ? SHARE_OF_CALLS : TenantThreads.Share.UNBOUNDED;
    return new TenantThreads(executor, share, limit);
  }

  /** A batch that has not begun when the relay ends waits for the next start. */
  @Provides
  @Singleton
  @RelayWork
  static DelayedTasks relayDelays(Supervisor supervisor) {
    return supervisor.delays("give tenants their next turns at the relay");
  }

  @Provides
  @Singleton
  static RelayTimer relayTimer(@RelayWork DelayedTasks delays) {
    return delays::after;
  }

  @Provides
  @Singleton
  @RelayWork
  static ExecutorService relayWorkers(Supervisor supervisor) {
    return supervisor.pool("relay", RELAY_THREADS);
  }
}
