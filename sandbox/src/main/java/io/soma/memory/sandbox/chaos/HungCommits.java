package io.soma.memory.sandbox.chaos;

import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;

/**
 * Commits that hang in PostgreSQL, and succeed when it is over: they wait for a synchronous standby
 * that is away.
 */
final class HungCommits {

  private HungCommits() {}

  /** From now on no commit ends. */
  static void begin(EmbeddedPostgresServer server) {
    server.execute(
        "ALTER SYSTEM SET synchronous_standby_names = 'away'", "SELECT pg_reload_conf()");
  }

  /** All of them succeed. */
  static void end(EmbeddedPostgresServer server) {
    server.execute("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
  }
}
