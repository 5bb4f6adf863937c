package io.soma.memory.benchmarks.drain;

import io.soma.memory.benchmarks.peer.PlainLoop;
import io.soma.memory.benchmarks.peer.PlainTable;
import io.soma.memory.benchmarks.report.Stopwatch;
import io.soma.memory.benchmarks.report.Turn;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Tenants;
import io.soma.memory.benchmarks.stage.Topics;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.TopicPartition;

/** Rounds of the plain loop. */
final class PlainDrain implements AutoCloseable {

  private static final String PREFIX = "plain.";

  private final Database database;
  private final PlainTable table;
  private final Topics topics;
  private final PlainLoop loop;

  /** A loop with a table of its own beside Soma Memory's. */
  PlainDrain(BenchmarkServers stage, Database database)
      throws SQLException, ExecutionException, InterruptedException {
    this.database = database;
    table = PlainTable.create(database);
    topics = Topics.of(stage, Tenants.first(DrainBenchmark.TENANTS), PREFIX);
    loop = new PlainLoop(database, stage.brokers(), PREFIX);
  }

  /** Events per second, and the processor time of each. */
  Turn drain(int events) throws SQLException, ExecutionException, InterruptedException {
    table.clear();
    table.fill(events, DrainBenchmark.TENANTS);
    database.settle();
    Map<TopicPartition, Long> before = topics.ends();
    Stopwatch watch = Stopwatch.start();
    loop.drain();
    Turn turn = watch.stop(events);
    topics.checkOrder(before, events);
    return turn;
  }

  @Override
  public void close() {
    loop.close();
    topics.close();
  }
}
