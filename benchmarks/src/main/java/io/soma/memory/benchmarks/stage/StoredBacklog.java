package io.soma.memory.benchmarks.stage;

import java.sql.SQLException;
import java.util.Locale;

/** Puts pending events into Soma Memory's own table, all visible at one commit. */
public final class StoredBacklog {

  // Bodies like those of Notes, made where they are stored.
  private static final String NOTES =
      """
      (SELECT n, tenant, id,
              jsonb_build_object('coord', '0.5,0.25,' || n || '.5', 'memory_type', 'episodic',
                'payload', jsonb_build_object('text', text, 'content', text, 'id', 'key-' || n,
                  'timestamp', 1764000000.000001, 'universe', tenant, 'tenant', tenant,
                  'namespace', 'bench:' || tenant, 'memory_type', 'episodic',
                  'coordinate', jsonb_build_array(0.5, 0.25, n + 0.5))) AS body
       FROM (SELECT n, 'tenant-' || (n %% %2$d) AS tenant, gen_random_uuid() AS id,
                    left(encode(sha512((n || 'a')::bytea), 'hex')
                      || encode(sha512((n || 'b')::bytea), 'hex')
                      || encode(sha512((n || 'c')::bytea), 'hex'), %3$d) AS text
             FROM generate_series(0, %1$d - 1) AS n) AS texts) AS notes
      """;

  private static final String FILL =
      """
      INSERT INTO outbox_events (tenant_id, namespace, topic, ordering_key, request_id,
                                 idempotency_key, dedupe_key, payload)
      SELECT tenant, 'bench:' || tenant, 'memory.store', '0.5,0.25,' || n || '.5', id::text,
             id, tenant || ':' || id, body FROM
      """;

  // As another instance does, with a lease that does not end by itself.
  private static final String HOLD =
      """
      INSERT INTO %2$s (tenant_id, holder, fencing_token, expires_at)
      SELECT 'tenant-' || n, 'benchmark', 1, 'infinity' FROM generate_series(0, %1$d - 1) AS n
      ON CONFLICT (tenant_id) DO UPDATE SET holder = excluded.holder,
        fencing_token = %2$s.fencing_token + 1, expires_at = excluded.expires_at
      """;

  private static final String LET_GO =
      "UPDATE %s SET expires_at = now() WHERE holder = 'benchmark'";
  private static final String CARRY = "tenant_leases";
  private static final String DELIVER = "delivery_leases";

  private StoredBacklog() {}

  /** Keeps the relay from the first so many tenants. */
  public static void hold(Database database, int tenants) throws SQLException {
    database.execute(String.format(Locale.ROOT, HOLD, tenants, CARRY));
  }

  /** Keeps the replay from the first so many tenants; they are carried to the transport. */
  public static void holdDeliveries(Database database, int tenants) throws SQLException {
    database.execute(String.format(Locale.ROOT, HOLD, tenants, DELIVER));
  }

  /** Lets the replay have them. */
  public static void letGoDeliveries(Database database) throws SQLException {
    database.execute(String.format(Locale.ROOT, LET_GO, DELIVER));
  }

  /** Lets the relay have them. */
  public static void letGo(Database database) throws SQLException {
    database.execute(String.format(Locale.ROOT, LET_GO, CARRY));
  }

  /** Adds events, spread evenly over tenants. */
  public static void fill(Database database, int events, int tenants) throws SQLException {
    database.execute(FILL + notes(events, tenants));
  }

  /** A table expression {@code notes (n, tenant, id, body)}, for a peer's table. */
  public static String notes(int events, int tenants) {
    return String.format(Locale.ROOT, NOTES, events, tenants, Notes.DIGITS);
  }

  /** Empties the table, at once. */
  public static void clear(Database database) throws SQLException {
    database.execute("TRUNCATE outbox_events, outbox_pending");
  }

  /**
   * Whether the memory service has confirmed everything; it costs little to ask again and again.
   */
  public static boolean isConfirmed(Database database) throws SQLException {
    return database.number(
            "SELECT count(*) FROM"
                + " (SELECT FROM outbox_events WHERE confirmed_at IS NULL LIMIT 1) AS found")
        == 0;
  }

  /** How many events the memory service has not confirmed. */
  public static long unconfirmed(Database database) throws SQLException {
    return database.number("SELECT count(*) FROM outbox_events WHERE confirmed_at IS NULL");
  }

  /** Whether the transport has acknowledged everything, and the table says so. */
  public static boolean isCarried(Database database) throws SQLException {
    return database.number("SELECT count(*) FROM (SELECT FROM outbox_pending LIMIT 1) AS found")
        == 0;
  }
}
