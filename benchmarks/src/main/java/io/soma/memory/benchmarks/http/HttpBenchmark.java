package io.soma.memory.benchmarks.http;

import com.google.inject.util.Modules;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.wiring.Engine;
import io.soma.memory.app.wiring.MemoryModule;
import io.soma.memory.benchmarks.load.ClosedLoop;
import io.soma.memory.benchmarks.load.Figures;
import io.soma.memory.benchmarks.load.InMemoryOutboxModule;
import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.load.WarmUp;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Median;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.WriteReceipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** {@code ./soma bench http}. */
public final class HttpBenchmark implements Benchmark {

  // Many and short, as the machine changes its pace within seconds, and most for one caller, which
  // waits most of the time for a processor to wake up.
  private static final int ROUNDS_OF_ONE = 23;
  private static final int ROUNDS_OF_MANY = 13;
  private static final Duration ROUND = Duration.ofMillis(800);
  private static final int WARM_UPS = 15;
  private static final int MANY = 16;

  /** Longer than Soma Memory keeps an idle connection. */
  private static final Duration PAUSE = Duration.ofMillis(1_100);

  private static final String TENANT = "bench";

  /** Some 700 bytes, as a note of an agent is. */
  private static final Map<String, Object> PAYLOAD =
      Map.of("text", "n".repeat(600), "importance", 3, "domains", List.of("bench", "http"));

  @Override
  public String name() {
    return "http";
  }

  @Override
  public String description() {
    return "healthy sync writes, 1 and 16 callers, beside a bare Retrofit call";
  }

  @Override
  public void run(Report report) throws Exception {
    try (MemoryServiceProcess service = MemoryServiceProcess.start();
        BareClient bare = new BareClient(service.baseUrl(), MemoryServiceProcess.TOKEN);
        SomaMemory soma = soma(service.baseUrl())) {
      IntConsumer bareCall = caller -> bare.store(TENANT, "key-" + caller, at(caller), PAYLOAD);
      IntConsumer somaCall = caller -> store(soma, caller);
      WarmUp.run(report, MANY, WARM_UPS, WarmUp::compiled, List.of(bareCall, somaCall));
      Ratios one = compare(report, bare, 1, ROUNDS_OF_ONE, bareCall, somaCall);
      Ratios many = compare(report, bare, MANY, ROUNDS_OF_MANY, bareCall, somaCall);
      report.ratio(
          "http_throughput_vs_retrofit",
          Math.min(one.throughput(), many.throughput()),
          Goal.atLeast(0.95));
      report.ratio("http_p99_vs_retrofit", Math.max(one.p99(), many.p99()), Goal.atMost(1.10));
      report.ratio(
          "http_processor_vs_retrofit",
          Math.max(one.processor(), many.processor()),
          Goal.atMost(1.10));
    }
  }

  private static Ratios compare(
      Report report,
      BareClient bareClient,
      int callers,
      int rounds,
      IntConsumer bareCall,
      IntConsumer somaCall)
      throws InterruptedException, ExecutionException {
    List<Ratios> ratios = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      boolean bareFirst = round % 2 == 1;
      Figures first = turn(bareClient, callers, bareFirst ? bareCall : somaCall);
      Figures second = turn(bareClient, callers, bareFirst ? somaCall : bareCall);
      Figures bare = bareFirst ? first : second;
      Figures soma = bareFirst ? second : first;
      ratios.add(Ratios.of(soma, bare));
      report.say(
          "%2d callers, round %2d: bare %.0f/s p99 %.0f us processor %.0f us, soma %.0f/s p99 %.0f"
              + " us processor %.0f us",
          callers,
          round,
          bare.perSecond(),
          bare.p99Micros(),
          bare.processorMicros(),
          soma.perSecond(),
          soma.p99Micros(),
          soma.processorMicros());
    }
    Ratios median = Ratios.medians(ratios);
    report.say(
        "%2d callers, medians: throughput %.3f, p99 %.3f, processor %.3f of bare",
        callers, median.throughput(), median.p99(), median.processor());
    return median;
  }

  // OkHttp looks after the idle connections of all clients of a process with the same threads, and
  // those of one client cost each call of the other a thread's wake-up: they go before its turn.
  private static Figures turn(BareClient bare, int callers, IntConsumer call)
      throws InterruptedException, ExecutionException {
    bare.closeIdle();
    LockSupport.parkNanos(PAUSE.toNanos());
    return ClosedLoop.run(callers, ROUND, call);
  }

  private static String at(int caller) {
    return caller + ".5,0.25,0.125";
  }

  private static void store(SomaMemory soma, int caller) {
    WriteReceipt receipt =
        soma.client().remember(Remember.of("bench:" + TENANT, "key-" + caller, PAYLOAD));
    if (!(receipt instanceof WriteReceipt.Stored)) {
      throw new IllegalStateException("not stored: " + receipt);
    }
  }

  private static SomaMemory soma(String baseUrl) {
    MemoryConfig config =
        MemoryConfig.from(
            Map.of(
                "SOMABRAIN_MEMORY_HTTP_ENDPOINT",
                baseUrl,
                "SOMABRAIN_MEMORY_HTTP_TOKEN",
                MemoryServiceProcess.TOKEN,
                "SOMABRAIN_POSTGRES_DSN",
                InMemoryOutboxModule.UNUSED_DSN));
    return SomaMemory.of(
        Engine.start(Modules.override(new MemoryModule(config)).with(new InMemoryOutboxModule())));
  }

  /** Ours over the bare client's. */
  private record Ratios(double throughput, double p99, double processor) {

    static Ratios of(Figures ours, Figures bare) {
      return new Ratios(
          ours.perSecond() / bare.perSecond(),
          ours.p99Micros() / bare.p99Micros(),
          ours.processorMicros() / bare.processorMicros());
    }

    static Ratios medians(List<Ratios> rounds) {
      return new Ratios(
          Median.of(rounds.stream().map(Ratios::throughput).toList()),
          Median.of(rounds.stream().map(Ratios::p99).toList()),
          Median.of(rounds.stream().map(Ratios::processor).toList()));
    }
  }
}
