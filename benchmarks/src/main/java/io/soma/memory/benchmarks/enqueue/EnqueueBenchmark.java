package io.soma.memory.benchmarks.enqueue;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.benchmarks.load.ClosedLoop;
import io.soma.memory.benchmarks.load.WarmUp;
import io.soma.memory.benchmarks.peer.GruelboxOutbox;
import io.soma.memory.benchmarks.peer.PlainTable;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Contest;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.Standings;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Product;
import io.soma.memory.benchmarks.stage.StoredBacklog;
import io.soma.memory.benchmarks.stage.Tenants;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/** {@code ./soma bench enqueue}. */
public final class EnqueueBenchmark implements Benchmark {

  private static final int ROUNDS = 5;
  private static final int MOST_WARM_UPS = 15;
  private static final int CALLERS = 16;
  private static final int TENANTS = 10;
  private static final Duration ROUND = Duration.ofSeconds(3);
  private static final String SOMA = "soma";
  private static final String PLAIN = "plain jdbc";
  private static final String GRUELBOX = "gruelbox";

  private final AtomicInteger numbers = new AtomicInteger();

  @Override
  public String name() {
    return "enqueue";
  }

  @Override
  public String description() {
    return "single durable writes, 16 callers and 1, beside plain JDBC and gruelbox";
  }

  @Override
  public void run(Report report) throws Exception {
    try (BenchmarkServers stage = BenchmarkServers.withoutKafka();
        Database database = stage.newDatabase();
        SomaMemory soma = Product.withoutKafka(database);
        GruelboxOutbox gruelbox = new GruelboxOutbox(database, (tenant, number, body) -> {})) {
      PlainTable plain = PlainTable.create(database);
      IntConsumer bySoma = caller -> Product.enqueue(soma, tenant(caller), next());
      IntConsumer byPlain = caller -> plain.insert(tenant(caller), next());
      IntConsumer byGruelbox = caller -> gruelbox.enqueue(tenant(caller), next());
      // Unmeasured: the compiler's time, and the circuits' that open.
      warmUp(report, CALLERS, bySoma, byPlain, byGruelbox);
      Standings many =
          contest(database, plain, CALLERS, bySoma, byPlain)
              .with(GRUELBOX, round(database, plain, CALLERS, byGruelbox))
              .run(report, ROUNDS, "writes/s, 16 callers");
      warmUp(report, 1, bySoma, byPlain);
      Standings one =
          contest(database, plain, 1, bySoma, byPlain).run(report, ROUNDS, "writes/s, 1 caller");
      report.say(
          "medians   16 callers: soma %.0f/s, plain jdbc %.0f/s, gruelbox %.0f/s; 1 caller: soma"
              + " %.0f/s, plain jdbc %.0f/s",
          many.median(SOMA),
          many.median(PLAIN),
          many.median(GRUELBOX),
          one.median(SOMA),
          one.median(PLAIN));
      report.say(
          "processor 16 callers: soma %.0f us, plain jdbc %.0f us, gruelbox %.0f us a write; 1"
              + " caller: soma %.0f us, plain jdbc %.0f us",
          many.processorMicros(SOMA),
          many.processorMicros(PLAIN),
          many.processorMicros(GRUELBOX),
          one.processorMicros(SOMA),
          one.processorMicros(PLAIN));
      report.ratio("enqueue_vs_plain_jdbc", many.ratio(SOMA, PLAIN), Goal.atLeast(3.0));
      report.ratio("enqueue_vs_gruelbox", many.ratio(SOMA, GRUELBOX), Goal.atLeast(10));
      report.ratio("enqueue_single_vs_plain_jdbc", one.ratio(SOMA, PLAIN), Goal.atLeast(0.9));
      report.ratio(
          "enqueue_processor_vs_plain_jdbc", many.processorRatio(SOMA, PLAIN), Goal.atMost(0.75));
      report.ratio(
          "enqueue_single_processor_vs_plain_jdbc",
          one.processorRatio(SOMA, PLAIN),
          Goal.atMost(1.10));
    }
  }

  private static void warmUp(Report report, int callers, IntConsumer... calls) throws Exception {
    WarmUp.run(report, callers, MOST_WARM_UPS, WarmUp::compiled, List.of(calls));
  }

  private static Contest contest(
      Database database, PlainTable plain, int callers, IntConsumer bySoma, IntConsumer byPlain) {
    return new Contest()
        .with(SOMA, round(database, plain, callers, bySoma))
        .with(PLAIN, round(database, plain, callers, byPlain));
  }

  private static Contest.Round round(
      Database database, PlainTable plain, int callers, IntConsumer call) {
    return () -> {
      clear(database, plain);
      return ClosedLoop.run(callers, ROUND, call).turn();
    };
  }

  private static void clear(Database database, PlainTable plain) throws SQLException {
    StoredBacklog.clear(database);
    plain.clear();
    database.settle();
  }

  private int next() {
    return numbers.incrementAndGet();
  }

  private static String tenant(int caller) {
    return Tenants.numbered(caller % TENANTS);
  }
}
