package io.soma.memory.benchmarks.backlog;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Contest;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.Standings;
import io.soma.memory.benchmarks.report.Turn;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.CarriedBacklog;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Product;
import io.soma.memory.benchmarks.stage.Tenants;
import io.soma.memory.benchmarks.stage.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;

/** {@code ./soma bench backlog}. */
public final class BacklogBenchmark implements Benchmark {

  private static final int TENANTS = 10;
  private static final int SMALL = 10_000;
  private static final int LARGE = 1_000_000;
  private static final int MIDDLE = 60_000;
  private static final int ROUNDS = 3;

  @Override
  public String name() {
    return "backlog";
  }

  @Override
  public String description() {
    return "the drain of a million events, and of some under an old snapshot; takes four minutes";
  }

  @Override
  public void run(Report report) throws Exception {
    try (BenchmarkServers stage = BenchmarkServers.withKafka();
        Database database = stage.newDatabase();
        Topics topics = Topics.of(stage, Tenants.first(TENANTS), Tenants.TOPIC_PREFIX);
        SomaMemory soma = Product.withKafka(database, stage)) {
      CarriedBacklog carried = new CarriedBacklog(database, topics, TENANTS);
      // Unmeasured: the compiler's time.
      carried.fillAndCarry(MIDDLE);
      Standings snapshots =
          new Contest()
              .with("clean", () -> carried.fillAndCarry(MIDDLE))
              .with("old snapshot", () -> underAnOldSnapshot(database, carried))
              .run(report, ROUNDS, "events/s");
      Standings small =
          new Contest()
              .with("10 000", () -> carried.fillAndCarry(SMALL))
              .run(report, ROUNDS, "events/s");
      Standings large =
          new Contest()
              .with("1 000 000", () -> carried.fillAndCarry(LARGE))
              .run(report, 1, "events/s");
      report.ratio(
          "drain_1m_vs_10k", large.median("1 000 000") / small.median("10 000"), Goal.atLeast(0.8));
      report.ratio(
          "drain_old_snapshot_vs_clean",
          snapshots.ratio("old snapshot", "clean"),
          Goal.atLeast(0.5));
    }
  }

  /** Beside a reader that began before the backlog, so that no dead row may be removed. */
  private static Turn underAnOldSnapshot(Database database, CarriedBacklog carried)
      throws SQLException, InterruptedException, ExecutionException {
    try (Connection reader = database.pool().getConnection();
        Statement statement = reader.createStatement()) {
      reader.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      reader.setAutoCommit(false);
      statement.execute("SELECT pg_current_snapshot()");
      Turn turn = carried.fillAndCarry(MIDDLE);
      reader.rollback();
      return turn;
    }
  }
}
