package io.soma.memory.sandbox.demo;

import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.sandbox.check.WriteHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** All tenants' writers, each on its own thread. */
final class Workload {

  /** A blocking writer that waits for some milliseconds each time keeps this up easily. */
  private static final double RATE_PER_WRITER = 25;

  /** Below the tenant's bulkhead, so that a tenant is never busy on its own account. */
  private static final int MOST_WRITERS = 12;

  private final List<Writer> writers = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Ledger ledger = new Ledger();
  private final WriteHistory history = new WriteHistory();
  private final List<TenantBoard> boards = new ArrayList<>();

  Workload(DemoOptions options, MemoryClient client, Supplier<DemoAct> stage) {
    SplittableRandom random = new SplittableRandom(options.seed());
    double tenantRate = (double) options.rate() / options.tenants();
    int perTenant =
        (int) Math.min(MOST_WRITERS, Math.max(1, Math.ceil(tenantRate / RATE_PER_WRITER)));
    long pauseNanos = (long) (perTenant / tenantRate * 1e9);
    for (int tenant = 1; tenant <= options.tenants(); tenant++) {
      TenantBoard board = new TenantBoard();
      boards.add(board);
      for (int number = 1; number <= perTenant; number++) {
        writers.add(
            new Writer(
                client, tenant, number, pauseNanos, random.split(), stage, ledger, history, board));
      }
    }
  }

  void start() {
    for (Writer writer : writers) {
      Thread thread = new Thread(writer, "demo-writer-" + threads.size());
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Ends the writing and waits for the last answers. */
  void stop() throws InterruptedException {
    writers.forEach(Writer::stop);
    for (Thread thread : threads) {
      thread.join();
    }
  }

  Ledger ledger() {
    return ledger;
  }

  /** What the writers did and heard. */
  WriteHistory history() {
    return history;
  }

  /** The numbers of each tenant, the first tenant's first. */
  List<TenantBoard> boards() {
    return boards;
  }
}
