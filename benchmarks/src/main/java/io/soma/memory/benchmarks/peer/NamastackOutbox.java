package io.soma.memory.benchmarks.peer;

import io.namastack.outbox.Outbox;
import io.namastack.outbox.handler.OutboxRecordMetadata;
import io.namastack.outbox.handler.OutboxTypedHandler;
import io.soma.memory.benchmarks.stage.Database;
import io.soma.memory.benchmarks.stage.Notes;
import io.soma.memory.benchmarks.stage.Tenants;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * io.namastack's JDBC outbox in the smallest Spring context that holds it, with the platform-thread
 * settings that its page on performance tuning recommends. The record key is the tenant, so that a
 * tenant's events keep their order. Completed records are deleted, which costs less than to mark
 * them.
 */
public final class NamastackOutbox implements AutoCloseable {

  private static final long LOOK_EVERY_NANOS = 10_000_000;

  private static final Map<String, Object> SETTINGS =
      Map.of(
          "namastack.outbox.polling.trigger", "fixed",
          "namastack.outbox.polling.batch-size", "1000",
          "namastack.outbox.polling.fixed.interval", "25ms",
          "namastack.outbox.processing.executor-core-pool-size", "16",
          "namastack.outbox.processing.executor-max-pool-size", "32",
          "namastack.outbox.processing.delete-completed-records", "true",
          "namastack.outbox.instance.heartbeat-interval", "1s",
          "namastack.outbox.instance.stale-instance-timeout", "10s",
          "namastack.outbox.instance.rebalance-interval", "1s");

  private final Database database;
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();

  /**
   * Creates its tables and begins to poll.
   *
   * @param sender carries an event; returns once it is acknowledged
   */
  public NamastackOutbox(Database database, EventSender sender) {
    this.database = database;
    context
        .getEnvironment()
        .getPropertySources()
        .addFirst(new MapPropertySource("benchmark", SETTINGS));
    context.registerBean(DataSource.class, database::pool);
    context.registerBean(Carrier.class, () -> new Carrier(sender));
    context.register(Application.class);
    context.refresh();
  }

  /** Stores a backlog, spread evenly over tenants, all visible at one commit. */
  public void fill(int events, int tenants) {
    Outbox outbox = context.getBean(Outbox.class);
    new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
        .executeWithoutResult(
            transaction -> {
              for (int n = 0; n < events; n++) {
                String tenant = Tenants.numbered(n % tenants);
                outbox.schedule(new Note(tenant, n, Notes.body(tenant, n)), tenant);
              }
            });
  }

  /** Returns when everything is carried. */
  public void awaitDrained() throws SQLException {
    while (database.number(
            "SELECT count(*) FROM (SELECT FROM outbox_record WHERE status = 'NEW' LIMIT 1) AS"
                + " found")
        > 0) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }

  @Override
  public void close() {
    context.close();
  }

  /** It finds all its parts on the class path. */
  @EnableAutoConfiguration
  static class Application {}

  /** The payload. */
  public record Note(String tenant, int number, String body) {}

  /** Where its records go. */
  static final class Carrier implements OutboxTypedHandler<Note> {

    private final EventSender sender;

    Carrier(EventSender sender) {
      this.sender = sender;
    }

    @Override
    public void handle(Note note, OutboxRecordMetadata metadata) {
      sender.send(note.tenant(), note.number(), note.body());
    }
  }
}
