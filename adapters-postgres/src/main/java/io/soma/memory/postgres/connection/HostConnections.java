package io.soma.memory.postgres.connection;

import io.soma.memory.ports.driven.PoolUsage;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections of the host program, a bounded number at a time, returned unchanged.
 *
 * <p>They are shared with that program, so nothing is set for their sessions, as behind a pooler:
 * the settings that an acknowledgement relies on must hold for the role. Safe for many threads. The
 * base class provides the other methods of a data source; its own properties are not used.
 */
final class HostConnections extends PGSimpleDataSource {

  private static final long serialVersionUID = 1L;

  private final transient DataSource host;
  private final transient QualifiedTables tables;
  private final transient int size;
  private final transient Semaphore share;
  private final transient Duration wait;
  private final transient Duration answerWithin;
  private final transient Map<PGConnection, Checked> checked =
      Collections.synchronizedMap(new WeakHashMap<>());
  private final transient AtomicInteger departures = new AtomicInteger();

  /**
   * What is known of a connection to the server since it was borrowed first.
   *
   * @param departures how many times the primary had been left before
   * @param isolation of the program's transactions on it
   */
  private record Checked(int departures, int isolation) {}

  /**
   * @param size connections at a time
   * @param wait for one of these; the host's pool may wait longer for one of its own
   * @param answerWithin the longest silence of the server; zero for any
   */
  HostConnections(
      DataSource host, QualifiedTables tables, int size, Duration wait, Duration answerWithin) {
    this.host = host;
    this.tables = tables;
    this.size = size;
    this.share = new Semaphore(size);
    this.wait = wait;
    this.answerWithin = answerWithin;
  }

  @Override
  public Connection getConnection() throws SQLException {
    acquire();
    try {
      return borrowed(fresh());
    } catch (SQLException | RuntimeException | Error e) {
      share.release();
      throw e;
    }
  }

  /** How it is used now; idle connections are the host's. */
  PoolUsage usage(String name) {
    return new PoolUsage(name, size - share.availablePermits(), 0, share.getQueueLength(), size);
  }

  /**
   * Has every connection that is known by now discarded when it is borrowed next: the server that
   * it leads to is no primary any more, and the host's pool takes it for a good one.
   */
  void leaveServer() {
    departures.incrementAndGet();
  }

  private void acquire() throws SQLException {
    try {
      if (share.tryAcquire(wait.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw new SQLTransientConnectionException("no connection was free within " + wait);
  }

  // Ends, as each round discards a connection that is known, and a new one is returned.
  private Connection fresh() throws SQLException {
    while (true) {
      int before = departures.get();
      Connection connection = host.getConnection();
      try {
        if (isFresh(connection, before)) {
          return connection;
        }
      } catch (SQLException | RuntimeException e) {
        connection.close();
        throw e;
      }
      discard(connection);
    }
  }

  private boolean isFresh(Connection connection, int before) throws SQLException {
    PGConnection physical = physical(connection);
    Checked known = checked.get(physical);
    if (known == null) {
      // Once for each connection to the server, as it takes three questions.
      SessionSettings.requireSafeRole(connection, "is reached through connections of this program");
      checked.put(physical, new Checked(before, connection.getTransactionIsolation()));
      return true;
    }
    return known.departures >= departures.get();
  }

  // The host's pool finds it closed, and replaces it.
  private void discard(Connection connection) throws SQLException {
    checked.remove(physical(connection));
    try (connection) {
      connection.abort(Runnable::run);
    } catch (SQLException e) {
      // A pool may say that the connection is closed, which it is to be.
    }
  }

  private Connection borrowed(Connection connection) throws SQLException {
    try {
      boolean autoCommit = connection.getAutoCommit();
      int timeout = connection.getNetworkTimeout();
      connection.setAutoCommit(true);
      connection.setNetworkTimeout(Runnable::run, (int) answerWithin.toMillis());
      int isolation = isolationOf(connection);
      setIsolation(connection, isolation, Connection.TRANSACTION_READ_COMMITTED);
      return borrowed(
          connection,
          () -> {
            setIsolation(connection, Connection.TRANSACTION_READ_COMMITTED, isolation);
            connection.setNetworkTimeout(Runnable::run, timeout);
            connection.setAutoCommit(autoCommit);
          });
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  private int isolationOf(Connection connection) throws SQLException {
    Checked known = checked.get(physical(connection));
    return known == null ? Connection.TRANSACTION_READ_COMMITTED : known.isolation;
  }

  // A pool may be set to another level for all connections (Hikari's transactionIsolation). It
  // takes a statement, so only where it is needed.
  private static void setIsolation(Connection connection, int before, int after)
      throws SQLException {
    if (before != after) {
      connection.setTransactionIsolation(after);
    }
  }

  private static PGConnection physical(Connection connection) throws SQLException {
    if (connection.isWrapperFor(PGConnection.class)) {
      return connection.unwrap(PGConnection.class);
    }
    throw new UnsuitableServerException(
        "is needed, and the DataSource is one of "
            + connection.getMetaData().getDatabaseProductName()
            + ": bring one of PostgreSQL, or name a PostgreSQL in SOMABRAIN_POSTGRES_DSN");
  }

  private Connection borrowed(Connection connection, Restoration restoration) {
    Connection qualified = tables.in(connection);
    AtomicBoolean isOut = new AtomicBoolean(true);
    InvocationHandler returning =
        (proxy, method, arguments) -> {
          if (method.getName().equals("close")) {
            if (isOut.getAndSet(false)) {
              giveBack(connection, restoration);
            }
            return null;
          }
          try {
            return method.invoke(qualified, arguments);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        };
    return (Connection)
        Proxy.newProxyInstance(
            HostConnections.class.getClassLoader(), new Class<?>[] {Connection.class}, returning);
  }

  private void giveBack(Connection connection, Restoration restoration) throws SQLException {
    try (connection) {
      if (!connection.isClosed()) {
        restoration.apply();
      }
    } finally {
      share.release();
    }
  }

  private interface Restoration {
    void apply() throws SQLException;
  }
}
