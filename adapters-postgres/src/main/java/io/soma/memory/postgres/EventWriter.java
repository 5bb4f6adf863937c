package io.soma.memory.postgres;

import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.util.List;
import org.jooq.exception.DataAccessException;

/** Commits writes together, once more where the answer was lost. */
final class EventWriter {

  private final ConnectionPool pool;

  EventWriter(ConnectionPool pool) {
    this.pool = pool;
  }

  /**
   * Commits all of these writes or none.
   *
   * @return what became of each, in their order
   * @throws OutboxUnavailableException if no write could have been committed
   * @throws DataAccessException if it may be one of these that cannot
   */
  List<Enqueued> commit(List<Delivery> deliveries) {
    try {
      return pool.runRaw(sql -> new EventInsertion(sql).committed(deliveries));
    } catch (DataAccessException e) {
      if (SqlFailure.isLostConnection(e)) {
        return retry(deliveries);
      }
      throw classified(e);
    }
  }

  // Whether the first try was committed is unknown; the dedupe keys make the second one harmless.
  private List<Enqueued> retry(List<Delivery> deliveries) {
    boolean interrupted = Thread.interrupted();
    try {
      return pool.runRaw(sql -> new EventInsertion(sql).committed(deliveries));
    } catch (DataAccessException e) {
      throw classified(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException classified(DataAccessException e) {
    return SqlFailure.concernsTheServer(e) ? SqlFailure.translated(e) : e;
  }
}
