package io.soma.memory.sandbox.chaos;

import io.soma.memory.supervision.CloseStack;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import io.soma.memory.testkit.server.proxy.TcpFaultProxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server that takes writes, which changes when a standby takes over. One thread
 * changes it; any may ask for it.
 */
final class DatabaseServers {

  private static final long STANDBY_LIMIT_NANOS = 60_000_000_000L;
  private static final long BETWEEN_LOOKS_MILLIS = 50;
  private static final long BEFORE_READ_ONLY_MILLIS = 500;

  private static final String SYNCHRONOUS_FOLLOWERS =
      "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'";

  // One that has all that was committed when it was asked for.
  private static final String FOLLOWERS =
      "SELECT count(*) FROM pg_stat_replication WHERE state = 'streaming'"
          + " AND replay_lsn IS NOT NULL";

  private static final String RECEIVERS = "SELECT count(*) FROM pg_stat_wal_receiver";

  private static final String CANCEL_WHAT_WAITS =
      "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";

  private final Path directory;
  private final CloseStack opened;
  private final List<TcpFaultProxy> ways = new ArrayList<>();
  private volatile EmbeddedPostgresServer primary;

  /** The former primary, or a standby; null between two moves. */
  private @Nullable EmbeddedPostgresServer other;

  private int standbys;

  /**
   * Begins with one server.
   *
   * @param directory where the files of the others go
   * @param opened closes the others
   */
  DatabaseServers(EmbeddedPostgresServer primary, Path directory, CloseStack opened) {
    this.primary = primary;
    this.directory = directory;
    this.opened = opened;
  }

  /** A way to the server that takes writes; after a move, new connections lead to the new one. */
  TcpFaultProxy way() {
    TcpFaultProxy way = TcpFaultProxy.to(primary.port());
    ways.add(way);
    return way;
  }

  EmbeddedPostgresServer primary() {
    return primary;
  }

  /**
   * Moves to a standby, as an operator in a hurry does: the standby takes over, and then the former
   * primary is made read-only, and sessions there that wait in vain for the standby are cancelled.
   * It goes on for the connections that it has.
   */
  void moveAway() throws InterruptedException {
    EmbeddedPostgresServer standby = follow(true);
    standby.promote();
    // Here commits begin to wait.
    Thread.sleep(BEFORE_READ_ONLY_MILLIS);
    primary.execute(
        "ALTER SYSTEM SET default_transaction_read_only = on",
        "SELECT pg_reload_conf()",
        CANCEL_WHAT_WAITS);
    replaceBy(standby);
  }

  /** Kills the server, after which a standby takes over. */
  void failOver() throws InterruptedException {
    EmbeddedPostgresServer standby = follow(true);
    primary.kill();
    standby.promote();
    replaceBy(standby);
  }

  /**
   * Kills the server, after which a standby takes over that has not heard of its last commits.
   *
   * @param behindMillis for how long it had not
   * @return what it lacks
   */
  LostTail failOverWithoutTail(long behindMillis) throws InterruptedException {
    EmbeddedPostgresServer former = primary;
    EmbeddedPostgresServer standby = follow(false);
    standby.execute("ALTER SYSTEM SET primary_conninfo = ''", "SELECT pg_reload_conf()");
    await(standby, RECEIVERS, "0");
    Thread.sleep(behindMillis);
    former.kill();
    standby.promote();
    List<OutboxRow> promoted = OutboxRow.all(standby);
    replaceBy(standby);
    // No service finds the way to it any more.
    former.restart();
    return LostTail.between(OutboxRow.all(former), promoted);
  }

  /**
   * Ends every server but the primary: the former one, or the standby if it did not take over, for
   * which the primary then waits no longer.
   */
  void endOthers() {
    EmbeddedPostgresServer beside = other;
    if (beside != null) {
      beside.close();
      primary.execute("ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()");
    }
    other = null;
  }

  // From here on a commit waits for the standby, if that is meant to be synchronous.
  private EmbeddedPostgresServer follow(boolean synchronous) throws InterruptedException {
    standbys++;
    EmbeddedPostgresServer standby =
        opened.with(primary.prepareStandby(directory.resolve("standby-" + standbys)));
    other = standby;
    standby.launch();
    if (synchronous) {
      primary.execute(
          "ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()");
    }
    await(primary, synchronous ? SYNCHRONOUS_FOLLOWERS : FOLLOWERS, "1");
    return standby;
  }

  private static void await(EmbeddedPostgresServer server, String query, String answer)
      throws InterruptedException {
    long end = System.nanoTime() + STANDBY_LIMIT_NANOS;
    while (!answer.equals(server.query(query))) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("no standby follows PostgreSQL as it should");
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
  }

  private void replaceBy(EmbeddedPostgresServer promoted) {
    other = primary;
    primary = promoted;
    ways.forEach(way -> way.moveTo(promoted.port()));
  }
}
