package io.soma.memory.benchmarks.recovery;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.benchmarks.load.CallsAlone;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.load.Pause;
import io.soma.memory.benchmarks.load.WarmUp;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Median;
import io.soma.memory.benchmarks.report.ProcessorTime;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Notes;
import io.soma.memory.benchmarks.stage.Product;
import io.soma.memory.benchmarks.stage.StoredBacklog;
import io.soma.memory.benchmarks.stage.Tenants;
import io.soma.memory.benchmarks.stage.Topics;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * {@code ./soma bench recovery}.
 *
 * <p>Sixteen tenants together write 500 times a second, before, during and after an outage. The
 * service takes 16 ms for a write, and a tenant's events go one after the other. So the service can
 * take about 1 000 events of these tenants in a second; the same run measures this rate. The
 * shortest possible time is the backlog, divided by the part of this rate that the new writes
 * leave. The measured time starts when the service listens again.
 */
public final class RecoveryBenchmark implements Benchmark {

  private static final int TENANTS = 16;
  private static final int PER_SECOND = 500;
  private static final int ROUNDS = 2;
  private static final int MOST_WARM_UPS = 5;
  private static final Duration PACE = Duration.ofMillis(16);
  private static final Duration BEFORE = Duration.ofSeconds(8);
  private static final Duration OUTAGE = Duration.ofSeconds(30);
  private static final Duration LIMIT_ROUND = Duration.ofSeconds(5);
  private static final long LOOK_EVERY_NANOS = 100_000_000;

  @Override
  public String name() {
    return "recovery";
  }

  @Override
  public String description() {
    return "the drain after an outage at 500 writes/s, beside the shortest possible";
  }

  @Override
  public void run(Report report) throws Exception {
    try (BenchmarkServers stage = BenchmarkServers.withKafka();
        Topics topics = Topics.of(stage, Tenants.first(TENANTS), Tenants.TOPIC_PREFIX);
        MemoryServiceProcess service = MemoryServiceProcess.start()) {
      service.pace(PACE);
      List<Double> ratios = new ArrayList<>();
      long refused = 0;
      warmUp(report, stage, service);
      for (int round = 1; round <= ROUNDS; round++) {
        try (Database database = stage.newDatabase();
            SomaMemory soma = Product.inFrontOf(service, database, stage);
            SteadyWrites writes = SteadyWrites.start(soma, TENANTS, PER_SECOND)) {
          ratios.add(new Outage(report, service, database, writes).measure());
          refused += writes.refused();
        }
      }
      report.ratio("recovery_vs_shortest", Median.of(ratios), Goal.atMost(1.3));
      report.ratio("recovery_refused_writes", refused, Goal.atMost(0));
    }
  }

  // A cold process that is given its full load at once falls behind, as everything queues up.
  private static void warmUp(Report report, BenchmarkServers stage, MemoryServiceProcess service)
      throws Exception {
    try (Database database = stage.newDatabase();
        SomaMemory soma = Product.inFrontOf(service, database, stage)) {
      IntConsumer write =
          caller -> {
            WriteReceipt unused =
                soma.client()
                    .remember(
                        Remember.of(
                            Tenants.namespace(Tenants.numbered(caller)),
                            "key-" + caller,
                            Notes.payload(caller)));
          };
      WarmUp.run(report, TENANTS, MOST_WARM_UPS, WarmUp::compiled, List.of(write));
      service.goDown();
      WarmUp.run(report, TENANTS, 2, WarmUp::compiled, List.of(write));
      service.comeBack();
      while (!StoredBacklog.isConfirmed(database)) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
    }
  }

  private record Outage(
      Report report, MemoryServiceProcess service, Database database, SteadyWrites writes) {

    /** The time of the drain over the shortest possible. */
    double measure() throws Exception {
      Pause.of(BEFORE);
      service.goDown();
      Pause.of(OUTAGE);
      long backlog = StoredBacklog.unconfirmed(database);
      ProcessorTime before = ProcessorTime.now();
      long acknowledged = writes.acknowledged();
      service.comeBack();
      double seconds = drain();
      long written = writes.acknowledged() - acknowledged;
      ProcessorTime spent = ProcessorTime.now().since(before);
      double capacity = capacity();
      double shortest = backlog / (capacity - written / seconds);
      report.say(
          "%d events waited; the service takes %.0f/s beside %.0f writes/s; drained in %.1f s, at"
              + " best %.1f s; %d writes refused; processor of each delivered: %s",
          backlog,
          capacity,
          written / seconds,
          seconds,
          shortest,
          writes.refused(),
          spent.describe(backlog + written));
      return seconds / shortest;
    }

    private double drain() throws SQLException {
      long begin = System.nanoTime();
      while (!StoredBacklog.isConfirmed(database)) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
      return (System.nanoTime() - begin) / 1e9;
    }

    // Beside the same writes, which then go directly.
    private double capacity() throws Exception {
      return CallsAlone.perSecond(service, TENANTS, LIMIT_ROUND);
    }
  }
}
