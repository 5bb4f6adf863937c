package io.soma.memory.benchmarks.table;

import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.StoredBacklog;
import io.soma.memory.benchmarks.stage.Tenants;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.PostgresStore;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Has events pass through the outbox as the relay and the replay do, by the driven ports, with
 * nothing behind them: claimed under a lease, marked as sent, confirmed. They are added by SQL, as
 * the callers' way in is measured elsewhere and would take most of the time.
 */
final class Passage {

  private static final int TENANTS = 10;
  private static final int CARRIERS = 2;

  /** Added at a time, and as many may wait. */
  private static final int PORTION = 10_000;

  // As in the product: a batch of the relay, and the number of events that the replay confirms at a
  // time.
  private static final int BATCH = 500;
  private static final int BATCH_BYTES = 4 << 20;
  private static final int CONFIRMED_AT_ONCE = 50;
  private static final Duration LEASE = Duration.ofSeconds(45);
  private static final int TOO_OFTEN = 1_000;
  private static final long LOOK_EVERY_NANOS = 2_000_000;

  private final Database database;
  private final PostgresStore store;
  private final AtomicLong passed = new AtomicLong();
  private final AtomicInteger repeated = new AtomicInteger();
  private long added;

  Passage(Database database, PostgresStore store) {
    this.database = database;
    this.store = store;
  }

  /**
   * Has so many more pass.
   *
   * @return the seconds until the last was confirmed
   */
  double pass(long events) throws InterruptedException, ExecutionException {
    long begin = System.nanoTime();
    long until = added + events;
    List<Callable<Void>> tasks = new ArrayList<>();
    tasks.add(() -> add(until));
    for (int carrier = 0; carrier < CARRIERS; carrier++) {
      int first = carrier;
      tasks.add(() -> carry(first, until));
    }
    ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
    try {
      var ended = new ExecutorCompletionService<Void>(threads);
      tasks.forEach(ended::submit);
      for (int i = 0; i < tasks.size(); i++) {
        // Whichever fails first ends the others.
        ended.take().get();
      }
      return (System.nanoTime() - begin) / 1e9;
    } finally {
      threads.shutdownNow();
    }
  }

  /** How many calls came to nothing and were made again. */
  int repeated() {
    return repeated.get();
  }

  private @Nullable Void add(long until) throws SQLException {
    while (added < until && !Thread.currentThread().isInterrupted()) {
      if (added - passed.get() > PORTION) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
        continue;
      }
      int portion = (int) Math.min(PORTION, until - added);
      StoredBacklog.fill(database, portion, TENANTS);
      added += portion;
    }
    return null;
  }

  private @Nullable Void carry(int first, long until) {
    while (passed.get() < until && !Thread.currentThread().isInterrupted()) {
      int carried = 0;
      for (int tenant = first; tenant < TENANTS; tenant += CARRIERS) {
        carried += carry(new TenantId(Tenants.numbered(tenant)));
      }
      if (carried == 0) {
        LockSupport.parkNanos(LOOK_EVERY_NANOS);
      }
    }
    return null;
  }

  private int carry(TenantId tenant) {
    Optional<TenantLease> lease =
        again(() -> store.leases().acquire(tenant, LeaseRight.CARRY, LEASE));
    if (lease.isEmpty()) {
      // Taken in a call that came to nothing here; it runs out.
      return 0;
    }
    List<OutboxEvent> events = again(() -> store.outbox().pending(lease.get(), BATCH, BATCH_BYTES));
    List<EventId> ids = events.stream().map(OutboxEvent::id).toList();
    if (!ids.isEmpty()) {
      again(() -> store.outbox().markSent(lease.get(), ids));
    }
    again(() -> release(lease.get()));
    for (int i = 0; i < events.size(); i += CONFIRMED_AT_ONCE) {
      List<OutboxEvent> some = events.subList(i, Math.min(i + CONFIRMED_AT_ONCE, events.size()));
      again(() -> confirm(tenant, some));
    }
    passed.addAndGet(events.size());
    return events.size();
  }

  private boolean release(TenantLease lease) {
    store.leases().release(lease);
    return true;
  }

  private boolean confirm(TenantId tenant, List<OutboxEvent> events) {
    store.outbox().confirm(tenant, events);
    return true;
  }

  /** As the product does, where PostgreSQL or its disk takes too long. */
  private <T> T again(Supplier<T> call) {
    while (true) {
      try {
        return call.get();
      } catch (OutboxUnavailableException e) {
        if (repeated.incrementAndGet() > TOO_OFTEN || Thread.currentThread().isInterrupted()) {
          throw e;
        }
      }
    }
  }
}
