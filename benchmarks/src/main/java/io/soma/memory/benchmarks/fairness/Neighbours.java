package io.soma.memory.benchmarks.fairness;

import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.StoredBacklog;
import io.soma.memory.benchmarks.stage.Topics;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Two tenants of a running Soma Memory: one with a backlog, one with an event now and then.
 *
 * @param busy the topic of the first
 * @param other the topic of the second
 * @param enqueue writes an event of the second
 */
record Neighbours(Database database, Topics busy, Topics other, IntConsumer enqueue) {

  private static final int BACKLOG = 100_000;
  private static final long PAUSE_NANOS = Duration.ofMillis(20).toNanos();

  /** Single events between two looks whether the backlog is carried: every half a second. */
  private static final int LOOK_EVERY = 25;

  /** Has the backlog carried, with single events beside it, and tells how late these were. */
  List<Delay> carryBoth() throws SQLException, ExecutionException, InterruptedException {
    StoredBacklog.hold(database, 1);
    StoredBacklog.clear(database);
    StoredBacklog.fill(database, BACKLOG, 1);
    database.settle();
    Map<TopicPartition, Long> busyBefore = busy.ends();
    Map<TopicPartition, Long> otherBefore = other.ends();
    StoredBacklog.letGo(database);
    List<SingleEvent> events = new ArrayList<>();
    while (events.size() % LOOK_EVERY != 0 || busy.since(busyBefore) < BACKLOG) {
      LockSupport.parkNanos(PAUSE_NANOS);
      events.add(single(events.size()));
    }
    while (!StoredBacklog.isCarried(database)) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return Delay.all(
        busy.times(busyBefore, BACKLOG), events, other.times(otherBefore, events.size()));
  }

  private SingleEvent single(int number) {
    long called = System.currentTimeMillis();
    enqueue.accept(number);
    return new SingleEvent(called, System.currentTimeMillis());
  }
}
