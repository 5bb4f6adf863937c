package io.soma.memory.benchmarks.scale;

import io.soma.memory.benchmarks.report.Stopwatch;
import io.soma.memory.benchmarks.report.Turn;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.StoredBacklog;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;

/**
 * A backlog that relays carry to a transport of no capacity of its own.
 *
 * @param tenants among whom the events are spread
 */
record WaitingBacklog(Database database, int tenants) {

  private static final long LOOK_EVERY_NANOS = 25_000_000;

  /** Stores events, and has them carried. The time runs from when the relays may begin. */
  Turn carry(int events) throws SQLException {
    store(events);
    return carryStored(events, () -> {});
  }

  /** Stores events that no relay may carry yet. */
  void store(int events) throws SQLException {
    StoredBacklog.hold(database, tenants);
    StoredBacklog.clear(database);
    StoredBacklog.fill(database, events, tenants);
    database.settle();
  }

  /** Looks at the tables while they are carried. */
  @FunctionalInterface
  interface Look {
    /** Looks. */
    void look() throws SQLException;
  }

  /** Has them carried, and looks meanwhile. */
  Turn carryStored(int events, Look look) throws SQLException {
    Stopwatch watch = Stopwatch.start();
    StoredBacklog.letGo(database);
    while (!StoredBacklog.isCarried(database)) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
      look.look();
    }
    return watch.stop(events);
  }
}
