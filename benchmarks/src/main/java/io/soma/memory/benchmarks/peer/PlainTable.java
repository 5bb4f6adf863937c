package io.soma.memory.benchmarks.peer;

import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Notes;
import io.soma.memory.benchmarks.stage.StoredBacklog;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The outbox that one writes oneself: the columns that an outbox cannot do without, and no more.
 */
public final class PlainTable {

  private static final String CREATE =
      """
      CREATE TABLE plain_outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        created_at timestamptz NOT NULL DEFAULT now(),
        tenant_id text NOT NULL,
        topic text NOT NULL,
        dedupe_key text NOT NULL UNIQUE,
        payload jsonb NOT NULL,
        status text NOT NULL DEFAULT 'pending',
        retries int NOT NULL DEFAULT 0,
        last_error text
      )
      """;

  private static final String INSERT =
      "INSERT INTO plain_outbox (tenant_id, topic, dedupe_key, payload) VALUES (?, ?, ?, ?::jsonb)";

  private final Database database;

  private PlainTable(Database database) {
    this.database = database;
  }

  /** Creates the table. */
  public static PlainTable create(Database database) throws SQLException {
    database.execute(CREATE);
    return new PlainTable(database);
  }

  /** One caller's INSERT and COMMIT on a pooled connection. */
  public void insert(String tenant, int number) {
    try (Connection connection = database.pool().getConnection();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, tenant);
      insert.setString(2, "memory.store");
      insert.setString(3, tenant + ":" + UUID.randomUUID());
      insert.setString(4, Notes.body(tenant, number));
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stores a backlog, spread evenly over tenants. */
  public void fill(int events, int tenants) throws SQLException {
    database.execute(
        "INSERT INTO plain_outbox (tenant_id, topic, dedupe_key, payload)"
            + " SELECT tenant, 'memory.store', tenant || ':' || id, body FROM "
            + StoredBacklog.notes(events, tenants));
  }

  /** Empties it, at once. */
  public void clear() throws SQLException {
    database.execute("TRUNCATE plain_outbox");
  }
}
