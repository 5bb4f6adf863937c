package io.soma.memory.benchmarks.scale;

import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.Turn;
import io.soma.memory.benchmarks.stage.Database;
import java.sql.SQLException;

/**
 * The drain of a backlog of many tenants.
 *
 * @param perSecond events
 * @param firstTurnOfDrain when each tenant had had its first turn, of the time of the whole drain
 * @param statementsPerEvent of PostgreSQL, with those of the processes' other work
 */
record ManyTenants(double perSecond, double firstTurnOfDrain, double statementsPerEvent) {

  private static final String NOW = "SELECT (extract(epoch FROM clock_timestamp()) * 1e6)::bigint";

  private static final String LAST_FIRST_TURN =
      "SELECT (extract(epoch FROM max(first)) * 1e6)::bigint"
          + " FROM (SELECT min(sent_at) AS first FROM outbox_events GROUP BY tenant_id) AS tenants";

  // The relay marks a batch at one time.
  private static final String BATCHES =
      "SELECT count(*) FROM (SELECT DISTINCT tenant_id, sent_at FROM outbox_events) AS batches";

  private static final String STATEMENTS =
      "SELECT sum(calls)::bigint FROM pg_stat_statements JOIN pg_database ON oid = dbid"
          + " WHERE datname = current_database() AND toplevel";

  static ManyTenants measure(Report report, Database database, int tenants, int ofEach)
      throws SQLException {
    WaitingBacklog backlog = new WaitingBacklog(database, tenants);
    int events = tenants * ofEach;
    backlog.store(events);
    long statements = database.number(STATEMENTS);
    long begin = database.number(NOW);
    Turn turn = backlog.carryStored(events);
    double statementsOfEvent = (database.number(STATEMENTS) - statements) / (double) events;
    double seconds = events / turn.figure();
    double firstTurn = (database.number(LAST_FIRST_TURN) - begin) / 1e6;
    report.say(
        "%d tenants with %d events each: each has had a turn after %.2f s, all is carried after"
            + " %.2f s; %.0f events/s, %.0f claims/s, %.2f statements an event; processor %.1f us"
            + " an event: %s",
        tenants,
        ofEach,
        firstTurn,
        seconds,
        turn.figure(),
        database.number(BATCHES) / seconds,
        statementsOfEvent,
        turn.processorMicros(),
        turn.spent().describe(events));
    return new ManyTenants(turn.figure(), firstTurn / seconds, statementsOfEvent);
  }
}
