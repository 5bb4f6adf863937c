package io.soma.memory.postgres.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.soma.memory.ports.driven.PoolUsage;
import io.soma.memory.postgres.TestDatabase;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PoolUsageTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final TestDatabase database = TestDatabase.create();

  @AfterEach
  void close() {
    threads.shutdownNow();
  }

  @Test
  void aPoolOfOurOwnTellsHowItIsUsed() throws Exception {
    try (ConnectionPool pool =
        ConnectionPool.open(PostgresConfig.ofDsn(database.dsn()), "ingest", 1)) {
      assertThat(pool.usage()).isEqualTo(new PoolUsage("ingest", 0, 0, 0, 1));

      PoolUsage full = usageWhileTwoWantOne(pool);

      assertThat(full).isEqualTo(new PoolUsage("ingest", 1, 0, 1, 1));
      assertThat(pool.usage()).isEqualTo(new PoolUsage("ingest", 0, 1, 0, 1));
      pool.close();
      assertThat(pool.usage()).isEqualTo(new PoolUsage("ingest", 0, 0, 0, 1));
    }
  }

  @Test
  void connectionsOfTheHostAreCountedWhileTheyAreInUseHere() throws Exception {
    HikariConfig hikari = new HikariConfig();
    hikari.setJdbcUrl(database.dsn().replaceFirst("^postgresql:", "jdbc:postgresql:"));
    try (HikariDataSource host = new HikariDataSource(hikari);
        ConnectionPool pool = ConnectionPool.open(PostgresConfig.of(host), "relay", 1)) {
      PoolUsage full = usageWhileTwoWantOne(pool);

      assertThat(full).isEqualTo(new PoolUsage("relay", 1, 0, 1, 1));
      assertThat(pool.usage()).isEqualTo(new PoolUsage("relay", 0, 0, 0, 1));
    }
  }

  private PoolUsage usageWhileTwoWantOne(ConnectionPool pool) throws Exception {
    CountDownLatch seen = new CountDownLatch(1);
    List<Future<Boolean>> calls =
        List.of(threads.submit(() -> hold(pool, seen)), threads.submit(() -> hold(pool, seen)));
    PoolUsage usage = pool.usage();
    while (usage.inUse() == 0 || usage.waiting() == 0) {
      LockSupport.parkNanos(1_000_000);
      usage = pool.usage();
    }
    seen.countDown();
    for (Future<Boolean> call : calls) {
      assertThat(call.get()).isTrue();
    }
    return usage;
  }

  private static boolean hold(ConnectionPool pool, CountDownLatch until) {
    return pool.run(
        sql ->
            sql.connectionResult(
                connection -> {
                  until.await();
                  return true;
                }));
  }
}
