package io.soma.memory.benchmarks.start;

import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Contest;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Median;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.Standings;
import io.soma.memory.benchmarks.report.Turn;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.Database;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code ./soma bench start}.
 *
 * <p>The figures that a start is judged by depend on the machine, so that each is a ratio: of
 * {@code ./soma serve}, with Kafka and PostgreSQL, to {@link PlainServiceMain}, which does next to
 * nothing with the same libraries. Bytes are bytes on every machine.
 */
public final class StartBenchmark implements Benchmark {

  private static final int ROUNDS = 5;
  private static final double MIB = 1 << 20;
  private static final String SERVE = "soma serve";
  private static final String PLAIN = "plain service";
  private static final String COMMAND = "soma outbox summary";

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String description() {
    return "./soma serve until ready, a command to it, and the memory that tenants take";
  }

  @Override
  public void run(Report report) throws Exception {
    try (BenchmarkServers stage = BenchmarkServers.withKafka();
        Database database = stage.newDatabase();
        MemoryServiceProcess service = MemoryServiceProcess.start()) {
      Map<String, String> environment = environment(stage, database, service);
      Starts starts = new Starts(environment, database);
      // Unmeasured: it may build, and it makes the tables.
      Turn unused = starts.serve();
      Standings standings =
          new Contest()
              .with(SERVE, starts::serve)
              .with(PLAIN, starts::plain)
              .with(COMMAND, starts::command)
              .run(report, ROUNDS, "ms until ready, or done");
      double resident = Median.of(starts.residentOfServe()) / MIB;
      double plain = Median.of(starts.residentOfPlain()) / MIB;
      report.say(
          "medians  serve ready in %.0f ms, plain service in %.0f ms, command in %.0f ms; resident"
              + " %.0f MiB and %.0f MiB",
          standings.median(SERVE),
          standings.median(PLAIN),
          standings.median(COMMAND),
          resident,
          plain);
      report.ratio("serve_start_vs_plain_service", standings.ratio(SERVE, PLAIN), Goal.atMost(4));
      report.ratio(
          "admin_command_vs_plain_service", standings.ratio(COMMAND, PLAIN), Goal.atMost(1.5));
      report.ratio("serve_idle_memory_vs_plain_service", resident / plain, Goal.atMost(2.5));
      new TenantMemory(report, service).measure(stage);
    }
  }

  private static Map<String, String> environment(
      BenchmarkServers stage, Database database, MemoryServiceProcess service) {
    Map<String, String> environment = new HashMap<>();
    environment.put("SOMABRAIN_MEMORY_HTTP_ENDPOINT", service.baseUrl());
    environment.put("SOMABRAIN_MEMORY_HTTP_TOKEN", MemoryServiceProcess.TOKEN);
    environment.put("SOMABRAIN_POSTGRES_DSN", database.jdbcUrl());
    environment.put("SOMABRAIN_KAFKA_URL", stage.brokers());
    environment.put("SOMABRAIN_GATEWAY_TOKEN", "gateway-token-of-the-benchmark");
    environment.put("SOMABRAIN_GATEWAY_BIND", "127.0.0.1:" + Listening.freePort());
    environment.put("SOMABRAIN_OUTBOX_API_TOKEN", "admin-token-of-the-benchmark");
    return environment;
  }
}
