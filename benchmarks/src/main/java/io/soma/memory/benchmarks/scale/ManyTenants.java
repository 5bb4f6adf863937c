package io.soma.memory.benchmarks.scale;

import io.soma.memory.benchmarks.report.Report;
import io.soma.memory.benchmarks.report.Turn;
import io.soma.memory.benchmarks.stage.Database;
import java.sql.SQLException;
import java.util.Locale;

/**
 * The drain of a backlog of many tenants.
 *
 * @param perSecond events
 * @param firstTurnOfDrain when each tenant had had its first turn, of the time of the whole drain
 * @param statementsPerEvent of PostgreSQL, with those of the processes' other work
 */
record ManyTenants(double perSecond, double firstTurnOfDrain, double statementsPerEvent) {

  private static final String WITHOUT_A_TURN =
      "SELECT count(*) FROM (SELECT FROM outbox_pending GROUP BY tenant_id HAVING count(*) = %d"
          + " LIMIT 1) AS untouched";

  private static final String STATEMENTS =
      "SELECT sum(calls)::bigint FROM pg_stat_statements JOIN pg_database ON oid = dbid"
          + " WHERE datname = current_database() AND toplevel";

  private static final String CLAIMS = STATEMENTS + " AND query LIKE 'INSERT INTO tenant_leases%'";

  static ManyTenants measure(Report report, Database database, int tenants, int ofEach)
      throws SQLException {
    WaitingBacklog backlog = new WaitingBacklog(database, tenants);
    int events = tenants * ofEach;
    backlog.store(events);
    long statements = database.number(STATEMENTS);
    long claims = database.number(CLAIMS);
    FirstTurns firstTurns = new FirstTurns(database, ofEach);
    Turn turn = backlog.carryStored(events, firstTurns);
    double statementsOfEvent = (database.number(STATEMENTS) - statements) / (double) events;
    double seconds = events / turn.figure();
    double firstTurn = firstTurns.seconds(seconds);
    report.say(
        "%d tenants with %d events each: each has had a turn after %.2f s, all is carried after"
            + " %.2f s; %.0f events/s, %.0f claims/s, %.2f statements an event; processor %.1f us"
            + " an event: %s",
        tenants,
        ofEach,
        firstTurn,
        seconds,
        turn.figure(),
        (database.number(CLAIMS) - claims) / seconds,
        statementsOfEvent,
        turn.processorMicros(),
        turn.spent().describe(events));
    return new ManyTenants(turn.figure(), firstTurn / seconds, statementsOfEvent);
  }

  /** When the last tenant had had its first turn. The look takes long, so that it is rare. */
  private static final class FirstTurns implements WaitingBacklog.Look {

    private static final long LOOK_EVERY_NANOS = 400_000_000;

    private final Database database;
    private final String query;
    private final long begin = System.nanoTime();
    private long next = begin + LOOK_EVERY_NANOS;
    private double seen = Double.NaN;

    private FirstTurns(Database database, int ofEach) {
      this.database = database;
      this.query = String.format(Locale.ROOT, WITHOUT_A_TURN, ofEach);
    }

    @Override
    public void look() throws SQLException {
      long now = System.nanoTime();
      if (Double.isNaN(seen) && now >= next) {
        next = now + LOOK_EVERY_NANOS;
        if (database.number(query) == 0) {
          seen = (now - begin) / 1e9;
        }
      }
    }

    /** Seconds; those of the whole drain if no look saw it. */
    private double seconds(double whole) {
      return Double.isNaN(seen) ? whole : seen;
    }
  }
}
