package io.soma.memory.benchmarks.scale;

import io.soma.memory.benchmarks.load.MemoryServiceProcess;
import io.soma.memory.benchmarks.report.Benchmark;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.Standings;
import io.soma.memory.benchmarks.stage.BenchmarkServers;
import io.soma.memory.benchmarks.stage.Database;

/**
 * {@code ./soma bench scale}.
 *
 * <p>The processes share a machine, so that more of them are faster only where they wait: gateways
 * for a memory service of 20 ms, relays for a broker of 5 ms. Where the processors are busy, as
 * with 10 000 tenants, more processes shall not be slower. Where fewer relays are measured, the
 * other processes are stopped.
 */
public final class ScaleBenchmark implements Benchmark {

  /** The numbers of processes. */
  static final int[] SIZES = {1, 2, 4};

  /** The largest of them. */
  static final int MOST = 4;

  /** How many events a turn of a relay carries at most. */
  static final int BATCH = 5;

  @Override
  public String name() {
    return "scale";
  }

  @Override
  public String description() {
    return "1, 2 and 4 gateways and relays on one database, and 10 000 tenants";
  }

  @Override
  public void run(Report report) throws Exception {
    try (BenchmarkServers stage = BenchmarkServers.withStatementCounts();
        Database database = stage.newDatabase();
        MemoryServiceProcess service = MemoryServiceProcess.start()) {
      database.execute("CREATE EXTENSION pg_stat_statements");
      try (Fleet fleet = Fleet.start(MOST, service.baseUrl(), database, BATCH)) {
        new GatewayScale(report, service, fleet).measure();
        new RelayScale(report, database, fleet).measure();
      }
    }
  }

  /** What a contestant with so many processes is called. */
  static String name(int size) {
    return size + (size == 1 ? " process" : " processes");
  }

  /** The rate of more processes over as many times that of one. */
  static void reportLinear(Report report, String what, Standings standings, Goal goal) {
    for (int size : SIZES) {
      if (size > 1) {
        report.ratio(
            what + "_" + size + "_processes_vs_linear",
            standings.ratio(name(size), name(1)) / size,
            goal);
      }
    }
  }
}
