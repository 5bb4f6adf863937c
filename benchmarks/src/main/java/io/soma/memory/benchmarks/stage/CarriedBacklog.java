package io.soma.memory.benchmarks.stage;

import io.soma.memory.benchmarks.report.Stopwatch;
import io.soma.memory.benchmarks.report.Turn;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.TopicPartition;

/**
 * Has a running Soma Memory carry a stored backlog to Kafka, and takes the time.
 *
 * @param database with its tables
 * @param topics of the tenants
 * @param tenants how many
 */
public record CarriedBacklog(Database database, Topics topics, int tenants) {

  private static final long LOOK_EVERY_NANOS = 5_000_000;

  // A query of Kafka for the ends of its topics takes time from the measured transport, so it is
  // made seldom.
  private static final long LOOK_SELDOM_NANOS = 25_000_000;

  /** Stores events, and has them carried. */
  public Turn fillAndCarry(int events)
      throws SQLException, ExecutionException, InterruptedException {
    StoredBacklog.hold(database, tenants);
    StoredBacklog.clear(database);
    StoredBacklog.fill(database, events, tenants);
    database.settle();
    return carry(events);
  }

  /**
   * Lets go of the tenants, and waits until Kafka has acknowledged every event and the table says
   * so. The time counts from the first ones that are seen in Kafka, as a relay that found a tenant
   * taken comes again half a second later.
   *
   * @return events per second, and the processor time of each
   * @throws IllegalStateException if Kafka has others, or in another order
   */
  public Turn carry(int events) throws SQLException, ExecutionException, InterruptedException {
    Map<TopicPartition, Long> before = topics.ends();
    StoredBacklog.letGo(database);
    long first = awaitAtLeast(before, 1, LOOK_EVERY_NANOS);
    Stopwatch watch = Stopwatch.start();
    awaitAtLeast(before, events, LOOK_SELDOM_NANOS);
    awaitCarried();
    Turn turn = watch.stop(events - first);
    topics.checkOrder(before, events);
    return turn;
  }

  /** Waits until the table says that nothing is left to carry. */
  public void awaitCarried() throws SQLException {
    while (!StoredBacklog.isCarried(database)) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  private long awaitAtLeast(Map<TopicPartition, Long> before, long wanted, long everyNanos)
      throws ExecutionException, InterruptedException {
    long found = topics.since(before);
    while (found < wanted) {
      LockSupport.parkNanos(everyNanos);
      found = topics.since(before);
    }
    return found;
  }
}
