package io.soma.memory.benchmarks.latency;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.benchmarks.peer.Producers;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Median;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Notes;
import io.soma.memory.benchmarks.stage.Product;
import io.soma.memory.benchmarks.stage.Tenants;
import io.soma.memory.benchmarks.stage.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;

/** {@code ./soma bench latency}. */
public final class LatencyBenchmark implements Benchmark {

  private static final int ROUNDS = 7;
  private static final int PER_SECOND = 200;
  private static final int EVENTS = 5 * PER_SECOND;
  private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos() / PER_SECOND;
  private static final String TENANT = Tenants.numbered(0);
  private static final String BARE = "bare.";

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String description() {
    return "200 events a second from caller to Kafka's consumer, beside a bare producer";
  }

  @Override
  public void run(Report report) throws Exception {
    List<Double> middles = new ArrayList<>();
    List<Double> tails = new ArrayList<>();
    try (BenchmarkServers stage = BenchmarkServers.withKafka();
        Database database = stage.newDatabase();
        Topics topic = Topics.of(stage, List.of(TENANT), Tenants.TOPIC_PREFIX);
        Topics bareTopic = Topics.of(stage, List.of(TENANT), BARE);
        SomaMemory soma = Product.withKafka(database, stage);
        KafkaProducer<byte[], byte[]> producer = Producers.open(stage.brokers(), 0)) {
      IntConsumer bySoma = number -> Product.enqueue(soma, TENANT, number);
      IntConsumer byBare = number -> send(producer, number);
      // Unmeasured: the compiler's time.
      measure(topic, bySoma);
      measure(bareTopic, byBare);
      for (int round = 1; round <= ROUNDS; round++) {
        boolean bareFirst = round % 2 == 1;
        double[] first = measure(bareFirst ? bareTopic : topic, bareFirst ? byBare : bySoma);
        double[] second = measure(bareFirst ? topic : bareTopic, bareFirst ? bySoma : byBare);
        double[] bare = bareFirst ? first : second;
        double[] ours = bareFirst ? second : first;
        report.say(
            "round %d  bare p50 %.2f ms p99 %.2f ms, soma p50 %.2f ms p99 %.2f ms",
            round, bare[0], bare[1], ours[0], ours[1]);
        middles.add(ours[0] / bare[0]);
        tails.add(ours[1] / bare[1]);
      }
    }
    report.ratio("latency_p50_vs_bare_producer", Median.of(middles), Goal.atMost(3.0));
    report.ratio("latency_p99_vs_bare_producer", Median.of(tails), Goal.atMost(3.0));
  }

  // The future says nothing that the consumer does not.
  private static void send(KafkaProducer<byte[], byte[]> producer, int number) {
    var unused =
        producer.send(Producers.event(BARE + TENANT, TENANT, number, Notes.body(TENANT, number)));
  }

  /** The 50th and the 99th percentile, in milliseconds from when an event was due. */
  private static double[] measure(Topics topic, IntConsumer send)
      throws InterruptedException, ExecutionException {
    long[] nanos = new long[EVENTS];
    try (Arrivals arrivals = new Arrivals(topic, topic.ends())) {
      long begin = System.nanoTime() + PAUSE_NANOS;
      for (int n = 0; n < EVENTS; n++) {
        long due = begin + n * PAUSE_NANOS;
        for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
          LockSupport.parkNanos(wait);
        }
        nanos[n] = due;
        send.accept(n);
      }
      for (int n = 0; n < EVENTS; n++) {
        nanos[n] = arrivals.next() - nanos[n];
      }
    }
    Arrays.sort(nanos);
    return new double[] {nanos[EVENTS / 2] / 1e6, nanos[EVENTS * 99 / 100] / 1e6};
  }
}
