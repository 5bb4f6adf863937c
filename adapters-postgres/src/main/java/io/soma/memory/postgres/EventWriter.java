package io.soma.memory.postgres;

import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.util.List;
import org.jooq.exception.DataAccessException;

/** Commits writes together, once more where the answer was lost. */
final class EventWriter {

  private final ConnectionPool pool;
  private final UndecidedCommits undecided;

  EventWriter(ConnectionPool pool, UndecidedCommits undecided) {
    this.pool = pool;
    this.undecided = undecided;
  }

  /**
   * Commits all of these writes or none.
   *
   * @return what became of each, in their order
   * @throws OutboxUnavailableException if no write could have been committed, or if it is not known
   *     whether they were; then their tenants are noted as undecided
   * @throws DataAccessException if it may be one of these that cannot
   */
  List<Enqueued> commit(List<Delivery> deliveries) {
    List<EnqueuedWrite> writes = EnqueuedWrite.all(deliveries);
    try {
      return attempt(writes);
    } catch (DataAccessException e) {
      if (SqlFailure.isLostConnection(e)) {
        return retry(writes);
      }
      throw classified(e);
    }
  }

  // Whether the first try was committed is unknown; it is found by its tokens. A failure of the
  // second try says nothing of the first.
  private List<Enqueued> retry(List<EnqueuedWrite> writes) {
    boolean interrupted = Thread.interrupted();
    undecided.add(writes);
    try {
      List<Enqueued> outcomes = attempt(writes);
      undecided.remove(writes);
      return outcomes;
    } catch (DataAccessException e) {
      throw SqlFailure.translated(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private List<Enqueued> attempt(List<EnqueuedWrite> writes) {
    return pool.runRaw(sql -> new EventInsertion(sql).committed(writes));
  }

  private static RuntimeException classified(DataAccessException e) {
    return SqlFailure.concernsTheServer(e) ? SqlFailure.translated(e) : e;
  }
}
