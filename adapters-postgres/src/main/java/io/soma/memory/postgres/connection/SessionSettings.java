package io.soma.memory.postgres.connection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGProperty;

/**
 * The settings of a session, made before its first transaction.
 *
 * <p>Behind a pooler, our session is not a server session: a setting reaches one connection of
 * many, and other clients with it. There nothing is set, and the settings that an acknowledgement
 * relies on must hold for the role.
 */
public final class SessionSettings {

  private static final String UTF8 = "UTF8";

  /** Without limits, and in transactions that do not keep a snapshot that an index build awaits. */
  static final ServerConnections.Setup OF_MIGRATIONS = SessionSettings::prepareForMigrations;

  private static final Duration LOCK_TIMEOUT = Duration.ofSeconds(1);

  // Whether the process that answers is the one that was connected to.
  private static final String IS_POOLED = "SELECT pg_backend_pid() <> %d";

  // Only PostgreSQL 17 and later know transaction_timeout.
  private static final String UNLIMITED =
      """
      SELECT set_config('default_transaction_isolation', 'read committed', false),
        (SELECT count(set_config(name, '0', false)) FROM pg_settings
          WHERE name IN ('statement_timeout', 'lock_timeout', 'transaction_timeout'))
      """;

  // A commit is an acknowledgement, so it waits for the disk even where the server's default is
  // off, now or later: therefore it is set where it is on, too. And every statement uses an index:
  // otherwise a statement that was planned while the tables were nearly empty would scan them, and
  // would still do so after an outage has filled them. No statement is so long that compiling it
  // pays, and where no index fits, its plan looks as if it were.
  private static final String BOUNDED =
      """
      SELECT set_config('statement_timeout', '%1$d', false),
        set_config('idle_in_transaction_session_timeout', '%1$d', false),
        set_config('lock_timeout', '%2$d', false),
        set_config('enable_seqscan', 'off', false),
        set_config('jit', 'off', false),
        set_config('default_transaction_isolation', 'read committed', false),
        set_config('synchronous_commit', CASE current_setting('synchronous_commit')
          WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)
      """;

  // Unlike the current value, this does not depend on settings of the pooler's other clients.
  private static final String UNSAFE_FOR_THE_ROLE =
      """
      SELECT format('ALTER ROLE %I SET %s = %L', current_user, name, safe)
      FROM pg_settings JOIN (VALUES ('synchronous_commit', 'on'),
        ('default_transaction_isolation', 'read committed')) AS wanted (wanted_name, safe)
        ON name = wanted_name
      WHERE reset_val = 'off' OR name = 'default_transaction_isolation' AND reset_val <> safe
      """;

  private SessionSettings() {}

  /** Bounded, in transactions that commit to the disk. */
  static ServerConnections.Setup ofStatements(PostgresConfig config) {
    String settings =
        String.format(
            Locale.ROOT, BOUNDED, config.statementTimeout().toMillis(), LOCK_TIMEOUT.toMillis());
    boolean mayPrepare = config.jdbcUrl().contains(PGProperty.PREPARE_THRESHOLD.getName() + "=");
    return connection -> {
      if (!isPooled(connection)) {
        execute(connection, settings);
        return;
      }
      requireSafeRole(connection, "is behind a pooler");
      if (!mayPrepare) {
        withoutPreparing(connection);
      }
    };
  }

  /** Whether there is a pooler in front of the server. */
  public static boolean isPooled(Connection connection) throws SQLException {
    int pid = connection.unwrap(PGConnection.class).getBackendPID();
    return "t".equals(text(connection, String.format(Locale.ROOT, IS_POOLED, pid)));
  }

  private static void prepareForMigrations(Connection connection) throws SQLException {
    if (isPooled(connection)) {
      withoutPreparing(connection);
    } else {
      execute(connection, UNLIMITED);
    }
  }

  // A statement that was prepared on one of the pooler's connections is unknown on the next.
  private static void withoutPreparing(Connection connection) throws SQLException {
    connection.unwrap(PGConnection.class).setPrepareThreshold(0);
  }

  /**
   * If sessions are shared with others, the settings that an acknowledgement relies on must hold
   * for the role.
   *
   * @param where how the server is reached, for the message
   * @throws UnsuitableServerException if it does not
   */
  static void requireSafeRole(Connection connection, String where) throws SQLException {
    String mend = text(connection, UNSAFE_FOR_THE_ROLE);
    if (mend != null) {
      throw new UnsuitableServerException(
          where
              + ", where settings of a session do not hold, and what an acknowledgement needs is"
              + " not set for the role: run \""
              + mend
              + "\" and connect anew (restart the pooler)");
    }
  }

  /**
   * In another encoding, valid writes would be refused one by one.
   *
   * @throws SQLException if the database keeps text in another one, or is away
   */
  public static void requireUtf8(Connection connection) throws SQLException {
    String encoding = connection.unwrap(PGConnection.class).getParameterStatus("server_encoding");
    if (!UTF8.equals(encoding)) {
      throw new UnsuitableServerException(
          "keeps text as "
              + encoding
              + ", which lacks most characters: move the outbox to a database that was created with"
              + " ENCODING 'UTF8'");
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static @Nullable String text(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getString(1) : null;
    }
  }
}
