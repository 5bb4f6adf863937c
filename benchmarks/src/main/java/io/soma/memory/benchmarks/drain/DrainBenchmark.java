package io.soma.memory.benchmarks.drain;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.benchmarks.load.ClosedLoop;
import io.soma.memory.benchmarks.load.WarmUp;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Contest;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.Standings;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.CarriedBacklog;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Product;
import io.soma.memory.benchmarks.stage.Tenants;
import io.soma.memory.benchmarks.stage.Topics;
import java.time.Duration;

/** {@code ./soma bench drain}. */
public final class DrainBenchmark implements Benchmark {

  static final int TENANTS = 10;

  private static final int ROUNDS = 5;

  /** Each is a backlog carried by both; ours has more code to compile, and it shows for long. */
  private static final int MOST_WARM_UPS = 20;

  // A backlog is few batches, and a caller's write is one: this compiles the code that runs once a
  // batch.
  private static final int CALLERS = 16;
  private static final Duration CALLS = Duration.ofSeconds(15);

  private static final int EVENTS = 60_000;
  private static final int PEER_ROUNDS = 3;
  private static final String SOMA = "soma";
  private static final String LOOP = "plain loop";
  private static final String GRUELBOX = "gruelbox, no order";
  private static final String NAMASTACK = "namastack";

  @Override
  public String name() {
    return "drain";
  }

  @Override
  public String description() {
    return "a backlog of ten tenants to acknowledged Kafka, in order, beside other outboxes";
  }

  @Override
  public void run(Report report) throws Exception {
    try (BenchmarkServers stage = BenchmarkServers.withKafka();
        Database database = stage.newDatabase();
        Topics topics = Topics.of(stage, Tenants.first(TENANTS), Tenants.TOPIC_PREFIX)) {
      Standings ours;
      Standings theirs;
      try (SomaMemory soma = Product.withKafka(database, stage);
          PlainDrain loop = new PlainDrain(stage, database)) {
        CarriedBacklog carried = new CarriedBacklog(database, topics, TENANTS);
        ClosedLoop.run(
            CALLERS, CALLS, caller -> Product.enqueue(soma, Tenants.numbered(caller % TENANTS), 0));
        carried.awaitCarried();
        WarmUp.run(
            report,
            MOST_WARM_UPS,
            WarmUp::compiled,
            () ->
                WarmUp.perSecond(carried.fillAndCarry(EVENTS).figure())
                    + WarmUp.perSecond(loop.drain(EVENTS).figure()));
        ours =
            new Contest()
                .with(SOMA, () -> carried.fillAndCarry(EVENTS))
                .with(LOOP, () -> loop.drain(EVENTS))
                .run(report, ROUNDS, "events/s");
      }
      try (PeerDrain peers = new PeerDrain(stage)) {
        theirs =
            new Contest()
                .with(GRUELBOX, peers::gruelbox)
                .with(NAMASTACK, peers::namastack)
                .run(report, PEER_ROUNDS, "events/s");
      }
      report(report, ours, theirs);
    }
  }

  // The slow ones have rounds of their own: among ours they would be most of the run.
  private static void report(Report report, Standings ours, Standings theirs) {
    double soma = ours.median(SOMA);
    report.say(
        "medians   soma %.0f/s, plain loop %.0f/s, gruelbox %.0f/s, namastack %.0f/s",
        soma, ours.median(LOOP), theirs.median(GRUELBOX), theirs.median(NAMASTACK));
    report.say(
        "processor soma %.1f us, plain loop %.1f us, gruelbox %.1f us, namastack %.1f us an event",
        ours.processorMicros(SOMA),
        ours.processorMicros(LOOP),
        theirs.processorMicros(GRUELBOX),
        theirs.processorMicros(NAMASTACK));
    report.ratio("drain_vs_plain_loop", ours.ratio(SOMA, LOOP), Goal.atLeast(0.9));
    report.ratio("drain_vs_gruelbox", soma / theirs.median(GRUELBOX), Goal.atLeast(30));
    report.ratio("drain_vs_namastack", soma / theirs.median(NAMASTACK), Goal.atLeast(10));
  }
}
