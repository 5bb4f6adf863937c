package io.soma.memory.sandbox.chaos;

import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;

/** The role that services have: no superuser, as in production, so that rights can be taken. */
final class DatabaseRole {

  static final String NAME = "soma_memory";

  private static final String RIGHTS = " SELECT, INSERT, UPDATE, DELETE ON outbox_events ";

  private DatabaseRole() {}

  /** Makes it, with the right to make tables. */
  static void create(EmbeddedPostgresServer server) {
    server.execute(
        "CREATE ROLE " + NAME + " LOGIN", "GRANT USAGE, CREATE ON SCHEMA public TO " + NAME);
  }

  /** The address of the main database, with the role in it. */
  static String dsn(int port) {
    return "postgresql://" + NAME + "@127.0.0.1:" + port + "/postgres";
  }

  /** Takes all rights on the events, which a table's owner can lose as well. */
  static void revoke(EmbeddedPostgresServer server) {
    server.execute("REVOKE" + RIGHTS + "FROM " + NAME);
  }

  /** Gives them back. */
  static void grant(EmbeddedPostgresServer server) {
    server.execute("GRANT" + RIGHTS + "TO " + NAME);
  }
}
