package io.soma.memory.benchmarks.start;

import io.soma.memory.benchmarks.gateway.GatewayProcess;
import io.soma.memory.benchmarks.http.BareClient;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.load.ServerProcess;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Notes;
import io.soma.memory.benchmarks.stage.StoredBacklog;
import io.soma.memory.benchmarks.stage.Tenants;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/**
 * What {@code serve} holds of 10 000 tenants: the heap that is in use after a garbage collection,
 * before and after each has written, and with events of each in the outbox.
 */
record TenantMemory(Report report, MemoryServiceProcess service) {

  private static final int TENANTS = 10_000;
  private static final int QUEUED_OF_EACH = 2;
  private static final int QUEUED = TENANTS * QUEUED_OF_EACH;
  private static final int CALLERS = 16;

  /** So that callers, connections and code are there before the first look. */
  private static final int BEFORE = 1_000;

  private static final String SIZE =
      "SELECT pg_total_relation_size('outbox_events') + pg_total_relation_size('outbox_pending')";

  void measure(BenchmarkServers stage) throws Exception {
    try (Database database = stage.newDatabase();
        ServerProcess gateway = GatewayProcess.start(service.baseUrl(), settings(database))) {
      try (BareClient client =
          new BareClient("http://127.0.0.1:" + gateway.port(), GatewayProcess.TOKEN)) {
        each(BEFORE, number -> store(client, "first-" + number % CALLERS, number));
        long empty = gateway.usedHeap();
        each(TENANTS, number -> store(client, Tenants.numbered(number), 0));
        long idle = gateway.usedHeap();
        long stored = database.number(SIZE);
        service.goDown();
        each(QUEUED, number -> store(client, Tenants.numbered(number % TENANTS), number));
        long queued = gateway.usedHeap();
        long waiting = StoredBacklog.unconfirmed(database);
        service.comeBack();
        if (waiting != QUEUED) {
          throw new IllegalStateException(QUEUED + " writes became " + waiting + " events");
        }
        report(empty, idle, queued, database.number(SIZE) - stored);
      }
    }
  }

  private void report(long empty, long idle, long queued, long table) {
    report.say(
        "heap in use: %d KiB with no tenant, %d KiB with %d idle ones, %d KiB with %d events of"
            + " theirs queued; these take %d KiB in PostgreSQL",
        empty >> 10, idle >> 10, TENANTS, queued >> 10, QUEUED, table >> 10);
    report.ratio(
        "heap_bytes_per_idle_tenant", (idle - empty) / (double) TENANTS, Goal.atMost(1_000));
    report.ratio(
        "heap_bytes_per_queued_event", (queued - idle) / (double) QUEUED, Goal.atMost(1_000));
    report.ratio("table_bytes_per_queued_event", table / (double) QUEUED, Goal.atMost(2_500));
  }

  // Any number of tenants, and no further attempts of a write that is about to be queued.
  private static Map<String, String> settings(Database database) {
    return Map.of(
        "SOMABRAIN_POSTGRES_DSN",
        database.jdbcUrl(),
        "SOMABRAIN_GATEWAY_NEW_TENANTS",
        "1000000",
        "SOMABRAIN_HTTP_RETRIES",
        "0",
        "SOMABRAIN_OUTBOX_TRANSPORT",
        "direct");
  }

  private static void store(BareClient client, String tenant, int number) {
    client.store(tenant, "key-" + number, number + ".5,0.25,0.125", Notes.payload(number));
  }

  private static void each(int count, IntConsumer call)
      throws InterruptedException, ExecutionException {
    ExecutorService threads = Executors.newFixedThreadPool(CALLERS);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (int number = 0; number < count; number++) {
        int each = number;
        running.add(threads.submit(() -> call.accept(each)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
