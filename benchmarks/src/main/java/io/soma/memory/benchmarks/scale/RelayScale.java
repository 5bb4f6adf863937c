package io.soma.memory.benchmarks.scale;

import io.soma.memory.benchmarks.report.Contest;
import io.soma.memory.benchmarks.report.Goal;
import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.Standings;
import io.soma.memory.benchmarks.report.Turn;
import io.soma.memory.benchmarks.stage.Database;
import java.io.IOException;
import java.sql.SQLException;

/**
 * Backlogs carried by 1, 2 and 4 relays. Those of a few tenants for each process wait for the
 * broker; those of 10 000 tenants keep the processors busy, most of all PostgreSQL's.
 */
record RelayScale(Report report, Database database, Fleet fleet) {

  private static final int ROUNDS = 3;
  private static final int TENANTS_OF_EACH = 4;
  private static final int EVENTS_OF_EACH = 8_000;

  private static final int MANY_TENANTS = 10_000;
  private static final int OF_EACH_TENANT = 2 * ScaleBenchmark.BATCH;
  private static final int WARM_UP_TENANTS = 2_000;

  void measure() throws Exception {
    Turn unused =
        new WaitingBacklog(database, WARM_UP_TENANTS).carry(WARM_UP_TENANTS * OF_EACH_TENANT);
    Contest contest = new Contest();
    for (int size : ScaleBenchmark.SIZES) {
      contest.with(ScaleBenchmark.name(size), () -> fewTenants(size));
    }
    Standings few = contest.run(report, ROUNDS, "events/s");
    ScaleBenchmark.reportLinear(report, "relay", few, Goal.atLeast(0.8));
    report(manyTenants(1), manyTenants(ScaleBenchmark.MOST));
  }

  private Turn fewTenants(int size) throws SQLException, IOException {
    fleet.run(size);
    return new WaitingBacklog(database, size * TENANTS_OF_EACH).carry(size * EVENTS_OF_EACH);
  }

  private ManyTenants manyTenants(int size) throws SQLException, IOException {
    fleet.run(size);
    report.say("%s:", ScaleBenchmark.name(size));
    return ManyTenants.measure(report, database, MANY_TENANTS, OF_EACH_TENANT);
  }

  private void report(ManyTenants one, ManyTenants most) {
    report.ratio(
        "relay_10k_tenants_4_processes_vs_1",
        most.perSecond() / one.perSecond(),
        Goal.atLeast(0.8));
    report.ratio("first_turn_of_10k_tenants_vs_drain", one.firstTurnOfDrain(), Goal.atMost(0.6));
    report.ratio("statements_per_event_10k_tenants", one.statementsPerEvent(), Goal.atMost(1.2));
  }
}
