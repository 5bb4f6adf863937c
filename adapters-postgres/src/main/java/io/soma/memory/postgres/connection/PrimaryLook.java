package io.soma.memory.postgres.connection;

import java.util.function.Function;
import org.jooq.DSLContext;

/**
 * Asks questions that only the primary can answer. The answers decide whether writes go past the
 * outbox. A former primary answers too, for as long as a connection to it lives, and lacks the new
 * primary's writes.
 *
 * <p>Where the answer comes from a server that takes no writes, the question is put again on a new
 * connection: the address may have moved. The second answer counts, as all that is left is a
 * primary that takes no writes. It does not count on a host program's connections: its pool may
 * give another old one. If a synchronous standby is configured, the answer counts only once the
 * standby has all the data that the answer shows: a former primary has no standby any more.
 */
public final class PrimaryLook {

  private final ConnectionPool pool;

  public PrimaryLook(ConnectionPool pool) {
    this.pool = pool;
  }

  private record Answer<T>(T value, boolean isOfPrimary) {}

  /**
   * Asks.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if PostgreSQL does not answer,
   *     or its standby, or if a host program's connections lead to a server that takes no writes
   */
  public <T> T ask(Function<DSLContext, T> question) {
    Answer<T> answer = once(question);
    if (!answer.isOfPrimary) {
      pool.connectAnew();
      answer = once(question);
    }
    if (!answer.isOfPrimary && pool.isOfHost()) {
      pool.connectAnew();
      throw SqlFailure.ofNoPrimary();
    }
    return answer.value;
  }

  // On one connection, and so of one server.
  private <T> Answer<T> once(Function<DSLContext, T> question) {
    return pool.run(
        sql -> sql.connectionResult(connection -> answer(Sql.on(sql, connection), question)));
  }

  private static <T> Answer<T> answer(DSLContext sql, Function<DSLContext, T> question) {
    T value = question.apply(sql);
    return new Answer<>(value, StandbyWait.awaitAllThatIsSeen(sql));
  }
}
