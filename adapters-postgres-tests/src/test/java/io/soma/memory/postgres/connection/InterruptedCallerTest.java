package io.soma.memory.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.TestDatabase;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A caller that gives up must not cost the others their connections. */
class InterruptedCallerTest {

  private final TestDatabase database = TestDatabase.create();

  @Test
  void theConnectionOfAnotherCallerStays() throws Exception {
    try (ConnectionPool pool = ConnectionPool.open(database.config(), "ingest", 1)) {
      CountDownLatch taken = new CountDownLatch(1);
      CountDownLatch over = new CountDownLatch(1);
      CompletableFuture<Integer> before =
          CompletableFuture.supplyAsync(() -> sessionUntil(pool, taken, over));
      taken.await();

      Thread.currentThread().interrupt();
      assertThatExceptionOfType(OutboxUnavailableException.class).isThrownBy(() -> session(pool));
      assertThat(Thread.interrupted()).isTrue();
      over.countDown();

      assertThat(before.get()).isEqualTo(session(pool));
    }
  }

  private static int sessionUntil(ConnectionPool pool, CountDownLatch taken, CountDownLatch over) {
    return pool.run(
        sql ->
            sql.connectionResult(
                connection -> {
                  taken.countDown();
                  over.await();
                  return (Integer) Sql.on(connection).fetchValue("SELECT pg_backend_pid()");
                }));
  }

  private static int session(ConnectionPool pool) {
    return pool.run(sql -> (Integer) sql.fetchValue("SELECT pg_backend_pid()"));
  }
}
