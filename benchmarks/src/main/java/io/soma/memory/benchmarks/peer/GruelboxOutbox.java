package io.soma.memory.benchmarks.peer;

import com.gruelbox.transactionoutbox.DefaultPersistor;
import com.gruelbox.transactionoutbox.Dialect;
import com.gruelbox.transactionoutbox.Instantiator;
import com.gruelbox.transactionoutbox.Submitter;
import com.gruelbox.transactionoutbox.TransactionManager;
import com.gruelbox.transactionoutbox.TransactionOutbox;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Notes;
import io.soma.memory.benchmarks.stage.Tenants;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * com.gruelbox:transactionoutbox-core, set up as its README has it for a backlog: SKIP LOCKED, an
 * executor of its own, large flushes. This version knows no order among entries, so that it carries
 * a tenant's events side by side, which is an advantage here.
 */
public final class GruelboxOutbox implements AutoCloseable {

  private static final int THREADS = 16;
  private static final long LOOK_EVERY_NANOS = 10_000_000;

  private final Database database;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final TransactionManager transactions;
  private final TransactionOutbox outbox;
  private volatile boolean carrying;

  /**
   * Creates its tables.
   *
   * @param sender carries an event; returns once it is acknowledged
   */
  public GruelboxOutbox(Database database, EventSender sender) {
    this.database = database;
    this.transactions = TransactionManager.fromDataSource(database.pool());
    Submitter submitter = Submitter.withExecutor(threads);
    this.outbox =
        TransactionOutbox.builder()
            .transactionManager(transactions)
            .persistor(DefaultPersistor.builder().dialect(Dialect.POSTGRESQL_9).build())
            .instantiator(Instantiator.using(type -> sender))
            // Until the drain begins, entries are only stored.
            .submitter(
                (entry, process) -> {
                  if (carrying) {
                    submitter.submit(entry, process);
                  }
                })
            .attemptFrequency(Duration.ofMinutes(15))
            .flushBatchSize(10_000)
            .build();
  }

  /** One caller's transaction. */
  public void enqueue(String tenant, int number) {
    transactions.inTransaction(() -> schedule(tenant, number));
  }

  /** Stores a backlog that is due, spread evenly over tenants, in one transaction. */
  public void fill(int events, int tenants) throws SQLException {
    transactions.inTransaction(
        () -> {
          for (int n = 0; n < events; n++) {
            schedule(Tenants.numbered(n % tenants), n);
          }
        });
    database.execute("UPDATE TXNO_OUTBOX SET nextAttemptTime = now() - interval '1 day'");
  }

  /** Carries everything, and returns when nothing is left. */
  public void drain() throws SQLException {
    carrying = true;
    while (outbox.flush()) {
      // More may be due.
    }
    while (isLeft()) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    carrying = false;
  }

  /** Empties its table, at once. */
  public void clear() throws SQLException {
    database.execute("TRUNCATE TXNO_OUTBOX");
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private void schedule(String tenant, int number) {
    outbox.schedule(EventSender.class).send(tenant, number, Notes.body(tenant, number));
  }

  private boolean isLeft() throws SQLException {
    return database.number("SELECT count(*) FROM (SELECT FROM TXNO_OUTBOX LIMIT 1) AS found") > 0;
  }
}
