package io.soma.memory.benchmarks.fairness;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Median;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Product;
import io.soma.memory.benchmarks.stage.Stage;
import io.soma.memory.benchmarks.stage.StoredBacklog;
import io.soma.memory.benchmarks.stage.Tenants;
import io.soma.memory.benchmarks.stage.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** {@code ./soma bench fairness}. */
public final class FairnessBenchmark implements Benchmark {

  private static final String BUSY = Tenants.numbered(0);
  private static final String OTHER = Tenants.numbered(1);
  private static final int EVENTS = 100_000;
  private static final int ROUNDS = 5;

  /** What SOMABRAIN_OUTBOX_BATCH_SIZE is by default. */
  private static final double BATCH = 500;

  @Override
  public String name() {
    return "fairness";
  }

  @Override
  public String description() {
    return "one event of a tenant, beside another tenant's backlog of 100 000";
  }

  @Override
  public void run(Report report) throws Exception {
    List<Double> delays = new ArrayList<>();
    try (Stage stage = Stage.withKafka();
        Database database = stage.newDatabase();
        Topics busy = Topics.of(stage, List.of(BUSY), Tenants.TOPIC_PREFIX);
        Topics other = Topics.of(stage, List.of(OTHER), Tenants.TOPIC_PREFIX);
        SomaMemory soma = Product.withKafka(database, stage)) {
      Product.enqueue(soma, OTHER, 0);
      for (int round = 1; round <= ROUNDS; round++) {
        StoredBacklog.hold(database, 1);
        StoredBacklog.clear(database);
        StoredBacklog.fill(database, EVENTS, 1);
        database.settle();
        List<Double> found = beside(database, busy, other, soma);
        report.say(
            "round %d  %d single events, in batches of the other: median %.2f, longest %.2f",
            round, found.size(), Median.of(found), found.stream().reduce(Math::max).orElseThrow());
        delays.addAll(found);
      }
    }
    // Not the median, as most wait for nothing at all.
    double tail = delays.stream().sorted().toList().get(delays.size() * 99 / 100);
    report.say(
        "all      %d single events: median %.2f, 99th percentile %.2f",
        delays.size(), Median.of(delays), tail);
    report.ratio("single_event_delay_in_batches", tail, Goal.atMost(1.5));
  }

  /** Writes of the other tenant, one at a time, while the backlog is carried. */
  private static List<Double> beside(Database database, Topics busy, Topics other, SomaMemory soma)
      throws Exception {
    List<Double> delays = new ArrayList<>();
    Map<TopicPartition, Long> beginning = busy.ends();
    StoredBacklog.letGo(database);
    while (busy.since(beginning) == 0) {
      Thread.onSpinWait();
    }
    for (int n = 0; busy.since(beginning) < EVENTS; n++) {
      Map<TopicPartition, Long> othersBefore = other.ends();
      Map<TopicPartition, Long> before = busy.ends();
      Product.enqueue(soma, OTHER, n);
      while (other.since(othersBefore) == 0) {
        Thread.onSpinWait();
      }
      long between = busy.since(before);
      if (busy.since(beginning) < EVENTS) {
        delays.add(between / BATCH);
      }
    }
    return delays;
  }
}
