package io.soma.memory.postgres.enqueue;

import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.connection.ConnectionPool;
import io.soma.memory.postgres.connection.SqlFailure;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jooq.exception.DataAccessException;

/** Commits writes together, and tries once more after a lost answer. */
public final class EventWriter {

  private final ConnectionPool pool;
  private final UndecidedCommits undecided;

  public EventWriter(ConnectionPool pool, UndecidedCommits undecided) {
    this.pool = pool;
    this.undecided = undecided;
  }

  /**
   * Commits all of these writes or none, except those with a caller that has left.
   *
   * @return the result of each, in their order; empty if its caller was gone
   * @throws OutboxUnavailableException if no write could have been committed, or if it is not known
   *     whether they were; then their tenants are noted as undecided
   * @throws DataAccessException if it may be one of these that cannot
   */
  public List<Optional<Enqueued>> commit(List<EnqueuedWrite> writes) {
    try {
      return attempt(writes);
    } catch (DataAccessException e) {
      if (SqlFailure.isLostConnection(e)) {
        return retry(writes);
      }
      throw classified(e);
    } catch (Error e) {
      // The outcome is unknown, as after a lost answer.
      undecided.add(writes);
      throw e;
    }
  }

  // Whether the first try was committed is unknown; it is found by its tokens. A write that the
  // second try leaves out, or the second try's failure, says nothing about the first try.
  private List<Optional<Enqueued>> retry(List<EnqueuedWrite> writes) {
    boolean interrupted = Thread.interrupted();
    undecided.add(writes);
    try {
      List<Optional<Enqueued>> outcomes = attempt(writes);
      undecided.remove(decided(writes, outcomes));
      return outcomes;
    } catch (DataAccessException e) {
      throw SqlFailure.translated(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private List<Optional<Enqueued>> attempt(List<EnqueuedWrite> writes) {
    return pool.runRaw(sql -> new EventInsertion(sql).committed(writes));
  }

  private static List<EnqueuedWrite> decided(
      List<EnqueuedWrite> writes, List<Optional<Enqueued>> outcomes) {
    return IntStream.range(0, writes.size())
        .filter(i -> outcomes.get(i).isPresent())
        .mapToObj(writes::get)
        .toList();
  }

  private static RuntimeException classified(DataAccessException e) {
    return SqlFailure.concernsTheServer(e) ? SqlFailure.translated(e) : e;
  }
}
