package io.soma.memory.sandbox.chaos;

import io.soma.memory.supervision.CloseStack;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import io.soma.memory.testkit.server.proxy.TcpFaultProxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL server that takes writes, which changes when a synchronous standby takes over. One
 * thread changes it; any may ask for it.
 */
final class DatabaseServers {

  private static final long STANDBY_LIMIT_NANOS = 60_000_000_000L;
  private static final long BETWEEN_LOOKS_MILLIS = 50;
  private static final long BEFORE_READ_ONLY_MILLIS = 500;

  private static final String FOLLOWERS =
      "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'";

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
    EmbeddedPostgresServer standby = follow();
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
    EmbeddedPostgresServer standby = follow();
    primary.kill();
    standby.promote();
    replaceBy(standby);
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

  // From here on a commit waits for the standby.
  private EmbeddedPostgresServer follow() throws InterruptedException {
    standbys++;
    EmbeddedPostgresServer standby =
        opened.with(primary.prepareStandby(directory.resolve("standby-" + standbys)));
    other = standby;
    standby.launch();
    primary.execute("ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()");
    long end = System.nanoTime() + STANDBY_LIMIT_NANOS;
    while (!"1".equals(primary.query(FOLLOWERS))) {
      if (System.nanoTime() - end > 0) {
        throw new IllegalStateException("no standby follows PostgreSQL");
      }
      Thread.sleep(BETWEEN_LOOKS_MILLIS);
    }
    return standby;
  }

  private void replaceBy(EmbeddedPostgresServer promoted) {
    other = primary;
    primary = promoted;
    ways.forEach(way -> way.moveTo(promoted.port()));
  }
}
