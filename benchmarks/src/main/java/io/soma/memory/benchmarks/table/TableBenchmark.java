package io.soma.memory.benchmarks.table;

import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.SizedBenchmark;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Stage;
import io.soma.memory.postgres.PostgresConfig;
import io.soma.memory.postgres.PostgresStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./soma bench table}: whether the outbox stays as large as what it holds, however much
 * passes through.
 *
 * <p>The ratio is the size at the end to that after the first tenth, by when autovacuum has been
 * there: about 1 if the space of events that left serves the next ones; if it never does, 10, and 5
 * with a retention, as half as many take as long there.
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
    try (Stage stage = Stage.withoutKafka()) {
      run(report, stage, Duration.ZERO, STEPS, events / STEPS);
      run(report, stage, RETENTION, STEPS_WITH_RETENTION, events / STEPS);
    }
  }

  private static void run(Report report, Stage stage, Duration retention, int steps, long step)
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
          (double) sizes.get(steps - 1) / sizes.get(0),
          Goal.atMost(1.5));
    }
  }
}
