package io.soma.memory.sandbox.chaos;

import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;

/**
 * A disk without room for events, as statements meet it: a trigger answers as PostgreSQL does where
 * a table cannot grow, to new events and to changes of old ones. Reading goes on. The disk itself
 * has room, so PostgreSQL does not end as it does where its log cannot grow.
 */
final class FullDisk {

  private static final String FUNCTION =
      """
      CREATE OR REPLACE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100';
      END $$\
      """;

  private static final String TRIGGER =
      """
      CREATE TRIGGER full_disk BEFORE INSERT OR UPDATE ON outbox_events
      FOR EACH STATEMENT EXECUTE FUNCTION full_disk()\
      """;

  private FullDisk() {}

  /** From now on there is no room. */
  static void fill(EmbeddedPostgresServer server) {
    server.execute(FUNCTION, TRIGGER);
  }

  /** There is room again. */
  static void empty(EmbeddedPostgresServer server) {
    server.execute("DROP TRIGGER IF EXISTS full_disk ON outbox_events");
  }
}
