package io.soma.memory.sandbox.chaos;

import io.soma.memory.gateway.serve.Ending;
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

  private static final String FOLLOWERS =
      "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'";

  private static final String CANCEL_WHAT_WAITS =
      "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'SyncRep'";

  private final Path directory;
  private final Ending opened;
  private final List<TcpFaultProxy> ways = new ArrayList<>();
  private volatile EmbeddedPostgresServer primary;
  private @Nullable EmbeddedPostgresServer former;
  private int standbys;

  /**
   * Begins with one server.
   *
   * @param directory where the files of the others go
   * @param opened closes the others
   */
  DatabaseServers(EmbeddedPostgresServer primary, Path directory, Ending opened) {
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
   * Moves to a standby, as a planned switchover does whose operator is in a hurry: the former
   * primary goes on, read-only, for the connections that it has, and commits that wait for the
   * standby in vain are cancelled.
   */
  void moveAway() throws InterruptedException {
    EmbeddedPostgresServer standby = follow();
    primary.execute(
        "ALTER SYSTEM SET default_transaction_read_only = on", "SELECT pg_reload_conf()");
    EmbeddedPostgresServer old = replaceBy(standby);
    old.execute(CANCEL_WHAT_WAITS);
  }

  /** Kills the server, after which a standby takes over. */
  void failOver() throws InterruptedException {
    EmbeddedPostgresServer standby = follow();
    primary.kill();
    replaceBy(standby);
  }

  /** Ends the server that was the primary before. */
  void endFormer() {
    if (former != null) {
      former.close();
    }
  }

  // From here on a commit waits for the standby.
  private EmbeddedPostgresServer follow() throws InterruptedException {
    standbys++;
    EmbeddedPostgresServer standby =
        opened.with(primary.prepareStandby(directory.resolve("standby-" + standbys)));
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

  private EmbeddedPostgresServer replaceBy(EmbeddedPostgresServer standby) {
    standby.promote();
    EmbeddedPostgresServer old = primary;
    former = old;
    primary = standby;
    ways.forEach(way -> way.moveTo(standby.port()));
    return old;
  }
}
