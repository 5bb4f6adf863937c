package io.soma.memory.benchmarks.enqueue;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.benchmarks.load.AsyncLoop;
import io.soma.memory.benchmarks.load.ClosedLoop;
import io.soma.memory.benchmarks.load.WarmUp;
import io.soma.memory.benchmarks.peer.GruelboxOutbox;
import io.soma.memory.benchmarks.peer.PlainBatches;
import io.soma.memory.benchmarks.peer.PlainTable;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Contest;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.Standings;
import io.soma.memory.benchmarks.report.Turn;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Product;
import io.soma.memory.benchmarks.stage.StoredBacklog;
import io.soma.memory.benchmarks.stage.Tenants;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** {@code ./soma bench enqueue}. */
public final class EnqueueBenchmark implements Benchmark {

  private static final int ROUNDS = 5;
  private static final int MOST_WARM_UPS = 10;
  private static final int TENANTS = 10;
  private static final Duration ROUND = Duration.ofSeconds(2);
  private static final String SOMA = "soma";
  private static final String PLAIN = "plain jdbc";
  private static final String GRUELBOX = "gruelbox";
  private static final String LIMIT = "plain batches";

  /** How many batches of ours are under way at once. */
  private static final int LANES = 2;

  private final AtomicInteger numbers = new AtomicInteger();

  @Override
  public String name() {
    return "enqueue";
  }

  @Override
  public String description() {
    return "single durable writes, 1 to 1000 callers, beside plain JDBC, gruelbox and the limit";
  }

  @Override
  public void run(Report report) throws Exception {
    try (BenchmarkServers stage = BenchmarkServers.withoutKafka();
        Database database = stage.newDatabase();
        SomaMemory soma = Product.withoutKafka(database);
        GruelboxOutbox gruelbox = new GruelboxOutbox(database, (tenant, number, body) -> {})) {
      new Writers(
              database, soma, PlainTable.create(database), PlainBatches.create(database), gruelbox)
          .run(report);
    }
  }

  /** Everybody that writes, on one database. */
  private final class Writers {

    private final Database database;
    private final SomaMemory soma;
    private final PlainTable plain;
    private final PlainBatches batches;
    private final GruelboxOutbox gruelbox;

    Writers(
        Database database,
        SomaMemory soma,
        PlainTable plain,
        PlainBatches batches,
        GruelboxOutbox gruelbox) {
      this.database = database;
      this.soma = soma;
      this.plain = plain;
      this.batches = batches;
      this.gruelbox = gruelbox;
    }

    void run(Report report) throws Exception {
      // Unmeasured: the compiler's time, and the circuits' that open.
      WarmUp.run(report, MOST_WARM_UPS, WarmUp::compiled, this::warmUp);
      Standings one = contest(1).run(report, ROUNDS, "writes/s, 1 caller");
      Standings few = contest(16).run(report, ROUNDS, "writes/s, 16 callers");
      Standings more = contest(64).run(report, ROUNDS, "writes/s, 64 callers");
      Standings many =
          contest(256)
              .with(GRUELBOX, threads(256, this::byGruelbox))
              .with(LIMIT, limit(256 / LANES))
              .run(report, ROUNDS, "writes/s, 256 callers");
      Standings most = contest(1_000).run(report, ROUNDS, "writes/s, 1000 callers");
      say(report, 1, one);
      say(report, 16, few);
      say(report, 64, more);
      say(report, 256, many);
      say(report, 1_000, most);
      report.ratio("enqueue_vs_plain_jdbc_1", one.ratio(SOMA, PLAIN), Goal.atLeast(0.9));
      report.ratio("enqueue_vs_plain_jdbc_16", few.ratio(SOMA, PLAIN), Goal.atLeast(1.3));
      report.ratio("enqueue_vs_plain_jdbc_256", many.ratio(SOMA, PLAIN), Goal.atLeast(3.0));
      report.ratio(
          "enqueue_processor_vs_plain_jdbc_16", few.processorRatio(SOMA, PLAIN), Goal.atMost(0.75));
      report.ratio(
          "enqueue_processor_vs_plain_jdbc_256",
          many.processorRatio(SOMA, PLAIN),
          Goal.atMost(0.35));
      report.ratio("enqueue_vs_gruelbox_256", many.ratio(SOMA, GRUELBOX), Goal.atLeast(4));
      report.ratio("enqueue_vs_limit_256", many.ratio(SOMA, LIMIT), Goal.atLeast(0.7));
    }

    private String warmUp() throws Exception {
      return WarmUp.perSecond(asynchronous(256).measure().figure())
          + WarmUp.perSecond(threads(16, this::bySoma).measure().figure())
          + WarmUp.perSecond(threads(16, this::byPlain).measure().figure())
          + WarmUp.perSecond(threads(16, this::byGruelbox).measure().figure())
          + WarmUp.perSecond(limit(256 / LANES).measure().figure());
    }

    /** Up to 64 callers have a thread each; with more, those of ours are asynchronous. */
    private Contest contest(int callers) {
      return new Contest()
          .with(SOMA, callers > 64 ? asynchronous(callers) : threads(callers, this::bySoma))
          .with(PLAIN, threads(callers, this::byPlain));
    }

    private Contest.Round threads(int callers, IntConsumer call) {
      return () -> {
        clear();
        return ClosedLoop.run(callers, ROUND, call).turn();
      };
    }

    private Contest.Round asynchronous(int callers) {
      return () -> {
        clear();
        return AsyncLoop.run(
                callers, ROUND, caller -> Product.enqueueAsync(soma, tenant(caller), next()))
            .turn();
      };
    }

    private Contest.Round limit(int size) {
      IntConsumer batch = lane -> batches.insert(tenant(lane), numbers.getAndAdd(size), size);
      return () -> {
        clear();
        Turn turn = ClosedLoop.run(LANES, ROUND, batch).turn();
        return new Turn(turn.figure() * size, turn.operations() * size, turn.spent());
      };
    }

    private void bySoma(int caller) {
      Product.enqueue(soma, tenant(caller), next());
    }

    private void byPlain(int caller) {
      plain.insert(tenant(caller), next());
    }

    private void byGruelbox(int caller) {
      gruelbox.enqueue(tenant(caller), next());
    }

    private void clear() throws SQLException {
      StoredBacklog.clear(database);
      plain.clear();
      batches.clear();
      gruelbox.clear();
      database.settle();
    }
  }

  private static void say(Report report, int callers, Standings standings) {
    standings
        .turns()
        .keySet()
        .forEach(
            name ->
                report.say(
                    "median  %4d callers  %-14s %8.0f writes/s, processor %4.0f us a write",
                    callers, name, standings.median(name), standings.processorMicros(name)));
  }

  private int next() {
    return numbers.incrementAndGet();
  }

  private static String tenant(int caller) {
    return Tenants.numbered(caller % TENANTS);
  }
}
