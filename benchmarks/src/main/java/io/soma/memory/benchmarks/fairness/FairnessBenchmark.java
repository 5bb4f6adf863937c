package io.soma.memory.benchmarks.fairness;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Median;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Product;
import io.soma.memory.benchmarks.stage.Tenants;
import io.soma.memory.benchmarks.stage.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * {@code ./soma bench fairness}: one tenant's single events, while another's backlog is carried.
 *
 * <p>The promise is about an event in the outbox: that another tenant's backlog delays it by no
 * more than one batch. So the delay counts from its commit, as its caller learns of it, and the
 * commit's time beside the backlog's load is reported too. It is the number of the other's events
 * that the broker appended in between, by its own clock, read from the topics when all is over: a
 * look in between would take a processor from those that are measured.
 *
 * <p>The ratio is the middle round's 99th percentile, as most events wait for next to nothing.
 */
public final class FairnessBenchmark implements Benchmark {

  private static final String BUSY = Tenants.numbered(0);
  private static final String OTHER = Tenants.numbered(1);
  private static final int ROUNDS = 7;

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
    List<Double> tails = new ArrayList<>();
    try (BenchmarkServers stage = BenchmarkServers.withKafka();
        Database database = stage.newDatabase();
        Topics busy = Topics.stampedByTheBroker(stage, List.of(BUSY), Tenants.TOPIC_PREFIX);
        Topics other = Topics.stampedByTheBroker(stage, List.of(OTHER), Tenants.TOPIC_PREFIX);
        SomaMemory soma = Product.withKafka(database, stage)) {
      Neighbours neighbours =
          new Neighbours(database, busy, other, number -> Product.enqueue(soma, OTHER, number));
      // Unmeasured: the compiler's time.
      say(report, "warm-up", neighbours.carryBoth());
      for (int round = 1; round <= ROUNDS; round++) {
        List<Delay> delays = neighbours.carryBoth();
        say(report, "round " + round, delays);
        tails.add(Delay.percentile(99, delays, Delay::batches));
      }
    }
    report.ratio("single_event_delay_in_batches", Median.of(tails), Goal.atMost(1.5));
  }

  private static void say(Report report, String when, List<Delay> delays) {
    report.say(
        "%-8s %d single events: batches of the other %s (since the call %s), ms %s",
        when,
        delays.size(),
        figures(delays, Delay::batches),
        figures(delays, Delay::batchesSinceTheCall),
        figures(delays, Delay::millis));
  }

  private static String figures(List<Delay> delays, ToDoubleFunction<Delay> figure) {
    return String.format(
        Locale.ROOT,
        "p50 %.2f p99 %.2f longest %.2f",
        Delay.percentile(50, delays, figure),
        Delay.percentile(99, delays, figure),
        Delay.percentile(100, delays, figure));
  }
}
