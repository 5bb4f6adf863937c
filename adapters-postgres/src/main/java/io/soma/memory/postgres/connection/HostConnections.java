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
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final transient Set<PGConnection> checked =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

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
      return borrowed(host.getConnection());
    } catch (SQLException | RuntimeException | Error e) {
      share.release();
      throw e;
    }
  }

  /** How it is used now; idle connections are the host's. */
  PoolUsage usage(String name) {
    return new PoolUsage(name, size - share.availablePermits(), 0, share.getQueueLength(), size);
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

  private Connection borrowed(Connection connection) throws SQLException {
    try {
      requireSafe(connection);
      boolean autoCommit = connection.getAutoCommit();
      int timeout = connection.getNetworkTimeout();
      connection.setAutoCommit(true);
      connection.setNetworkTimeout(Runnable::run, (int) answerWithin.toMillis());
      return borrowed(
          connection,
          () -> {
            connection.setNetworkTimeout(Runnable::run, timeout);
            connection.setAutoCommit(autoCommit);
          });
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  // Once for each connection to the server, as it takes two questions.
  private void requireSafe(Connection connection) throws SQLException {
    PGConnection physical = physical(connection);
    if (!checked.contains(physical)) {
      SessionSettings.requireSafeRole(connection, "is reached through connections of this program");
      checked.add(physical);
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
