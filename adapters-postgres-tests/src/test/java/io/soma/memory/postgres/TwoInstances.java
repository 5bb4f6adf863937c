package io.soma.memory.postgres;

import java.time.Duration;

/** Two stores on one database, and one with a database that is out of reach. */
public final class TwoInstances implements AutoCloseable {

  private final TestDatabase database = TestDatabase.create();
  private final PostgresStore store = database.open();
  private final PostgresStore another = database.open();
  private final PostgresStore unreachable = TestDatabase.openNowhere();

  public PostgresStore store() {
    return store;
  }

  public PostgresStore another() {
    return another;
  }

  public PostgresStore unreachable() {
    return unreachable;
  }

  public void empty() {
    database.empty();
  }

  void forgetConfirmed() {
    database.execute("DELETE FROM outbox_events WHERE confirmed_at IS NOT NULL");
  }

  public void letTimePass(Duration duration) {
    database.letTimePass(duration);
  }

  @Override
  public void close() {
    store.close();
    another.close();
    unreachable.close();
  }
}
