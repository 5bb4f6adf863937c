package io.soma.memory.sandbox.chaos;

import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.time.Duration;

/**
 * The clock that services' statements read, which can be stepped.
 *
 * <p>PostgreSQL has no clock of its own to step, and the machine's belongs to everybody. So the
 * functions that tell the time are hidden behind others of the same names, which add a step from a
 * table; a role with {@code public} before {@code pg_catalog} in its search path finds these.
 * PostgreSQL's own work goes by the true clock.
 */
final class DatabaseClock {

  /** Longer than any lease, and short enough to wait for. */
  static final Duration STEP = Duration.ofMinutes(3);

  private static final String[] INSTALL = {
    "CREATE TABLE clock_step (step interval NOT NULL)",
    "INSERT INTO clock_step VALUES ('0')",
    function("clock_timestamp", "VOLATILE"),
    function("statement_timestamp", "STABLE"),
    function("now", "STABLE"),
    "GRANT SELECT ON clock_step TO PUBLIC",
  };

  private DatabaseClock() {}

  /** Makes a server's clock one that can be stepped; before any service has made its tables. */
  static void install(EmbeddedPostgresServer server) {
    server.execute(INSTALL);
    server.execute(
        "ALTER ROLE " + DatabaseRole.NAME + " SET search_path = public, pg_catalog, pg_temp");
  }

  /** Steps it to this far from the true time. */
  static void step(EmbeddedPostgresServer server, Duration offset) {
    server.execute("UPDATE clock_step SET step = interval '" + offset.toSeconds() + " seconds'");
  }

  private static String function(String name, String volatility) {
    return "CREATE FUNCTION "
        + name
        + "() RETURNS timestamptz LANGUAGE sql "
        + volatility
        + " AS 'SELECT pg_catalog."
        + name
        + "() + (SELECT step FROM public.clock_step)'";
  }
}
