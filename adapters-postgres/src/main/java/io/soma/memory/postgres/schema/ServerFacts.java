package io.soma.memory.postgres.schema;

import io.soma.memory.postgres.connection.SessionSettings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

/**
 * Facts that a server reports about itself.
 *
 * @param synchronousCommit as the role has it, before the outbox sets its own
 * @param synchronousStandbys the setting {@code synchronous_standby_names}; empty for none
 * @param standbys how many servers follow this one now
 * @param encrypted whether the connection speaks TLS
 * @param pooled whether there is a pooler in between
 * @param bounded whether the role has the timeouts and the plan setting of the outbox
 */
public record ServerFacts(
    String role,
    String encoding,
    boolean inRecovery,
    boolean readOnly,
    boolean fsync,
    boolean fullPageWrites,
    String synchronousCommit,
    String synchronousStandbys,
    long standbys,
    boolean encrypted,
    boolean pooled,
    boolean bounded) {

  private static final String FACTS =
      """
      SELECT current_user, current_setting('server_encoding'), pg_is_in_recovery(),
        current_setting('transaction_read_only')::boolean, current_setting('fsync')::boolean,
        current_setting('full_page_writes')::boolean,
        (SELECT reset_val FROM pg_settings WHERE name = 'synchronous_commit'),
        current_setting('synchronous_standby_names'),
        (SELECT count(*) FROM pg_stat_replication),
        coalesce((SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()), false),
        NOT EXISTS (SELECT FROM pg_settings
          WHERE name IN ('statement_timeout', 'lock_timeout') AND reset_val = '0'
            OR name = 'enable_seqscan' AND reset_val = 'on')
      """;

  public static ServerFacts of(Connection connection) throws SQLException {
    boolean pooled = SessionSettings.isPooled(connection);
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(FACTS)) {
      row.next();
      return new ServerFacts(
          text(row, 1),
          text(row, 2),
          row.getBoolean(3),
          row.getBoolean(4),
          row.getBoolean(5),
          row.getBoolean(6),
          text(row, 7),
          text(row, 8),
          row.getLong(9),
          row.getBoolean(10),
          pooled,
          row.getBoolean(11));
    }
  }

  private static String text(ResultSet row, int column) throws SQLException {
    return Objects.requireNonNull(row.getString(column));
  }
}
