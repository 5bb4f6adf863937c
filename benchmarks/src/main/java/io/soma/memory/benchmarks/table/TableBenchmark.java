package io.soma.memory.benchmarks.table;

import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.SizedBenchmark;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.postgres.PostgresStore;
import io.soma.memory.postgres.connection.PostgresConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * {@code ./soma bench table}: whether the outbox's size depends only on the events that it holds,
 * however many pass through.
 *
 * <p>The ratio is the largest size of the second half of the run to the largest of the first: about
 * 1 if the space of events that left serves the next ones, however often vacuum is ahead or behind
 * for a while; 2 if it never does, and 2.5 with a retention, where the first half has two steps of
 * five.
 */
public final class TableBenchmark implements SizedBenchmark {

  private static final long EVENTS = 10_000_000;
  private static final int STEPS = 10;
  private static final int STEPS_WITH_RETENTION = 5;

  /** Short, so that as many leave as come. */
  private static final Duration RETENTION = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "table";
  }

  @Override
  public String description() {
    return "the outbox's size while 10 million events pass through; takes half an hour";
  }

  @Override
  public long events() {
    return EVENTS;
  }

  @Override
  public void run(Report report, long events) throws Exception {
    try (BenchmarkServers stage = BenchmarkServers.withoutKafka()) {
      run(report, stage, Duration.ZERO, STEPS, events / STEPS);
      run(report, stage, RETENTION, STEPS_WITH_RETENTION, events / STEPS);
    }
  }

  private static void run(
      Report report, BenchmarkServers stage, Duration retention, int steps, long step)
      throws Exception {
    try (Database database = stage.newDatabase();
        PostgresStore store =
            PostgresStore.open(PostgresConfig.ofDsn(database.jdbcUrl()).withRetention(retention));
        Purge purge = Purge.start(store.outbox())) {
      store.migrate();
      report.say("retention %d s, autovacuum as it comes", retention.toSeconds());
      Passage passage = new Passage(database, store);
      List<Long> sizes = new ArrayList<>();
      for (int i = 1; i <= steps; i++) {
        double seconds = passage.pass(step);
        purge.check();
        RelationSizes now = RelationSizes.of(database);
        report.say(
            "%d passed, %.0f/s, %d calls repeated, %s",
            i * step, step / seconds, passage.repeated(), now);
        sizes.add(now.total());
      }
      report.ratio(
          "table_growth_with" + (retention.isZero() ? "out" : "") + "_retention",
          growth(sizes),
          Goal.atMost(1.5));
    }
  }

  /** How much larger the second half became than the first; an odd one in the middle is later. */
  static double growth(List<Long> sizes) {
    int half = sizes.size() / 2;
    return Collections.max(sizes.subList(half, sizes.size()))
        / (double) Collections.max(sizes.subList(0, half));
  }
}
