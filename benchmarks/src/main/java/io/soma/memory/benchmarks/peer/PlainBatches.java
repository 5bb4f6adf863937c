package io.soma.memory.benchmarks.peer;

import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Notes;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * The limit of an outbox with tables like ours: one statement and one commit for a batch of rows,
 * with no callers, and without a check for repeats, a lock that keeps an order, or a trigger.
 */
public final class PlainBatches {

  private static final String CREATE =
      "CREATE TABLE batch_events (LIKE outbox_events INCLUDING ALL);"
          + "CREATE TABLE batch_pending (LIKE outbox_pending INCLUDING ALL)";

  private static final String INSERT =
      """
      WITH added AS (
        INSERT INTO batch_events (tenant_id, namespace, topic, ordering_key, request_id,
                                  idempotency_key, dedupe_key, fingerprint, enqueue_token, payload,
                                  body_bytes)
        SELECT tenant, 'bench:' || tenant, 'memory.store', key, key, id, tenant || ':' || id,
               '\\x00112233445566778899aabbccddeeff'::bytea, 42, body::jsonb, octet_length(body)
        FROM unnest(?, ?, ?, ?) AS input (tenant, key, id, body)
        RETURNING tenant_id, id)
      INSERT INTO batch_pending (tenant_id, id) SELECT tenant_id, id FROM added
      """;

  private final Database database;

  private PlainBatches(Database database) {
    this.database = database;
  }

  /** Creates the tables, as copies of ours. */
  public static PlainBatches create(Database database) throws SQLException {
    database.execute(CREATE);
    return new PlainBatches(database);
  }

  /** Commits a batch of notes with these numbers, all of one tenant. */
  public void insert(String tenant, int first, int size) {
    try (Connection connection = database.pool().getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setArray(1, array(connection, "text", size, i -> tenant));
      insert.setArray(2, array(connection, "text", size, i -> "0.5,0.25," + (first + i) + ".5"));
      insert.setArray(3, array(connection, "uuid", size, i -> UUID.randomUUID()));
      insert.setArray(4, array(connection, "text", size, i -> Notes.body(tenant, first + i)));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Empties them, at once. */
  public void clear() throws SQLException {
    database.execute("TRUNCATE batch_events, batch_pending");
  }

  private static Array array(
      Connection connection, String type, int size, IntFunction<Object> value) throws SQLException {
    return connection.createArrayOf(type, IntStream.range(0, size).mapToObj(value).toArray());
  }
}
