package io.soma.memory.benchmarks.replay;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.benchmarks.load.CallsAlone;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.load.WarmUp;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Contest;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.Standings;
import io.soma.memory.benchmarks.report.Stopwatch;
import io.soma.memory.benchmarks.report.Turn;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Product;
import io.soma.memory.benchmarks.stage.StoredBacklog;
import io.soma.memory.benchmarks.stage.Tenants;
import io.soma.memory.benchmarks.stage.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;

/**
 * {@code ./soma bench replay}.
 *
 * <p>Events that were carried to Kafka wait there, as another instance holds the right to deliver
 * them. The time runs from when it lets go of it until the outbox says that every event is
 * confirmed; so it includes the wait of up to 250 ms until the replay looks again. The plain
 * consumers deliver the same records, from a standing start with open connections.
 */
public final class ReplayBenchmark implements Benchmark {

  private static final int TENANTS = 16;
  private static final int OF_EACH = 1_000;
  private static final int EVENTS = TENANTS * OF_EACH;
  private static final int ROUNDS = 5;
  private static final int MOST_WARM_UPS = 6;
  private static final Duration PACE = Duration.ofMillis(5);
  private static final Duration LIMIT_ROUND = Duration.ofSeconds(3);

  // A look walks over what is confirmed already, so that it is made seldom.
  private static final long LOOK_EVERY_NANOS = 100_000_000;

  private static final String SOMA = "soma";
  private static final String PLAIN = "plain consumer";
  private static final String LIMIT = "calls alone";

  @Override
  public String name() {
    return "replay";
  }

  @Override
  public String description() {
    return "events of 16 tenants from Kafka to a service of 5 ms, beside a plain consumer";
  }

  @Override
  public void run(Report report) throws Exception {
    try (BenchmarkServers stage = BenchmarkServers.withKafka();
        Database database = stage.newDatabase();
        Topics topics = Topics.of(stage, Tenants.first(TENANTS), Tenants.TOPIC_PREFIX);
        MemoryServiceProcess service = MemoryServiceProcess.start();
        SomaMemory soma = Product.inFrontOf(service, database, stage);
        PlainConsumers plain = new PlainConsumers(stage, topics, service)) {
      service.pace(PACE);
      Road road = new Road(database, topics, plain);
      WarmUp.run(
          report,
          MOST_WARM_UPS,
          WarmUp::compiled,
          () ->
              WarmUp.perSecond(road.replay().figure()) + WarmUp.perSecond(road.consume().figure()));
      Standings standings =
          new Contest()
              .with(SOMA, road::replay)
              .with(PLAIN, road::consume)
              .with(LIMIT, () -> CallsAlone.run(service, TENANTS, LIMIT_ROUND).turn())
              .run(report, ROUNDS, "events/s");
      report.say(
          "medians  soma %.0f/s, plain consumer %.0f/s, calls alone %.0f/s; soma %.3f of calls"
              + " alone",
          standings.median(SOMA),
          standings.median(PLAIN),
          standings.median(LIMIT),
          standings.ratio(SOMA, LIMIT));
      report.ratio("replay_vs_plain_consumer", standings.ratio(SOMA, PLAIN), Goal.atLeast(0.8));
      report.ratio(
          "replay_processor_vs_plain_consumer",
          standings.processorRatio(SOMA, PLAIN),
          Goal.atMost(2.0));
    }
  }

  /** The road from the outbox through Kafka to the memory service. */
  private record Road(Database database, Topics topics, PlainConsumers plain) {

    Turn replay() throws SQLException, ExecutionException, InterruptedException {
      StoredBacklog.holdDeliveries(database, TENANTS);
      carry();
      Stopwatch watch = Stopwatch.start();
      StoredBacklog.letGoDeliveries(database);
      while (!StoredBacklog.isConfirmed(database)) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
      return watch.stop(EVENTS);
    }

    // The records that were carried last are still there.
    Turn consume() throws ExecutionException, InterruptedException {
      Map<TopicPartition, Long> ends = topics.ends();
      Stopwatch watch = Stopwatch.start();
      plain.deliver(ends, OF_EACH);
      return watch.stop(EVENTS);
    }

    private void carry() throws SQLException, ExecutionException, InterruptedException {
      Map<TopicPartition, Long> before = topics.ends();
      StoredBacklog.clear(database);
      StoredBacklog.fill(database, EVENTS, TENANTS);
      database.settle();
      while (!StoredBacklog.isCarried(database)) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
      topics.checkOrder(before, EVENTS);
    }
  }
}
