package io.soma.memory.postgres;

import java.time.Duration;

/** Two stores on one database, and one whose database is out of reach. */
final class TwoInstances implements AutoCloseable {

  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore store = database.open();
  private final PostgresStore another = database.open();
  private final PostgresStore unreachable = TestDatabase.openNowhere();

  PostgresStore store() {
    return store;
  }

  PostgresStore another() {
    return another;
  }

  PostgresStore unreachable() {
    return unreachable;
  }

  void empty() {
    database.empty();
  }

  void forgetConfirmed() {
    database.execute("DELETE FROM outbox_events WHERE confirmed_at IS NOT NULL");
  }

  void letTimePass(Duration duration) {
    database.letTimePass(duration);
  }

  @Override
  public void close() {
    store.close();
    another.close();
    unreachable.close();
  }
}
