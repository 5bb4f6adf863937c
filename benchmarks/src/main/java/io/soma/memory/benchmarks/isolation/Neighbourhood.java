package io.soma.memory.benchmarks.isolation;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.benchmarks.http.BareClient;
import io.soma.memory.benchmarks.load.Latencies;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.load.PacedLoad;
import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntConsumer;

/** Eight tenants of one Soma Memory on a real PostgreSQL, one of them troublesome. */
final class Neighbourhood {

  private static final int TENANTS = 8;
  private static final int CALLERS_PER_TENANT = 4;
  private static final Duration PAUSE = Duration.ofMillis(100);
  private static final Duration MEASURED = Duration.ofSeconds(4);
  private static final Duration WARM_UP = Duration.ofSeconds(1);

  /** Ten times the bulkhead of a tenant. */
  private static final int FLOODERS = 160;

  private static final Map<String, Object> PAYLOAD = Map.of("text", "n".repeat(600));

  private final MemoryServiceProcess service;
  private final String jdbcUrl;

  Neighbourhood(MemoryServiceProcess service, String jdbcUrl) {
    this.service = service;
    this.jdbcUrl = jdbcUrl;
  }

  /** The times of the seven healthy tenants, and how many of their writes were not stored. */
  Measured measure(Neighbour neighbour)
      throws IOException, InterruptedException, ExecutionException {
    service.order("clear");
    try (SomaMemory soma = start()) {
      Tally others = new Tally();
      Latencies unused = load(soma, WARM_UP, new Tally());
      if (neighbour == Neighbour.HANGING) {
        service.order("hang " + tenant(0));
      }
      Tally troublesome = new Tally();
      Thread first = new Thread(() -> first(soma, neighbour, troublesome), "neighbour");
      first.start();
      Latencies healthy = load(soma, MEASURED, others);
      first.interrupt();
      first.join();
      service.order("clear");
      return new Measured(healthy, others, troublesome);
    }
  }

  private static Latencies load(SomaMemory soma, Duration duration, Tally tally)
      throws InterruptedException, ExecutionException {
    return PacedLoad.run(
        (TENANTS - 1) * CALLERS_PER_TENANT,
        PAUSE,
        duration,
        caller -> tally.count(isStored(soma, 1 + caller / CALLERS_PER_TENANT, caller)));
  }

  private void first(SomaMemory soma, Neighbour neighbour, Tally tally) {
    try (BareClient elsewhere = new BareClient(service.baseUrl(), MemoryServiceProcess.TOKEN)) {
      switch (neighbour) {
        case HEALTHY, HANGING ->
            first(CALLERS_PER_TENANT, caller -> tally.count(isStored(soma, 0, caller)));
        case FLOODING -> first(FLOODERS, caller -> tally.count(isStored(soma, 0, caller)));
        case FLOODING_ELSEWHERE ->
            first(
                FLOODERS,
                caller ->
                    elsewhere.store(tenant(0), "key-" + caller, caller + ".5,0.25,0.125", PAYLOAD));
      }
    }
  }

  private static void first(int callers, IntConsumer call) {
    try {
      Latencies unused = PacedLoad.run(callers, PAUSE, MEASURED, call);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private static boolean isStored(SomaMemory soma, int tenant, int caller) {
    try {
      return soma.client()
              .remember(Remember.of("bench:" + tenant(tenant), "key-" + caller, PAYLOAD))
          instanceof WriteReceipt.Stored;
    } catch (SomaMemoryException e) {
      // Refused: not stored, for any reason.
      return false;
    }
  }

  private SomaMemory start() {
    return SomaMemory.start(
        MemoryConfig.from(
            Map.of(
                "SOMABRAIN_MEMORY_HTTP_ENDPOINT",
                service.baseUrl(),
                "SOMABRAIN_MEMORY_HTTP_TOKEN",
                MemoryServiceProcess.TOKEN,
                "SOMABRAIN_POSTGRES_DSN",
                jdbcUrl,
                "SOMABRAIN_HTTP_TIMEOUT",
                "2",
                "SOMABRAIN_OUTBOX_RETENTION",
                "0")));
  }

  private static String tenant(int number) {
    return "tenant-" + number;
  }

  /** The results of some tenants' writes. Safe for many threads. */
  static final class Tally {

    private final AtomicLong stored = new AtomicLong();
    private final AtomicLong diverted = new AtomicLong();

    void count(boolean isStored) {
      (isStored ? stored : diverted).incrementAndGet();
    }

    /** Those that the memory service had confirmed when the call returned. */
    long stored() {
      return stored.get();
    }

    /** Those that were queued or refused. */
    long diverted() {
      return diverted.get();
    }
  }

  /** The results of one run: the others' times and writes, and the troublesome one's writes. */
  record Measured(Latencies healthy, Tally others, Tally troublesome) {}
}
