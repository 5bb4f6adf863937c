package io.soma.memory.testkit.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL, as durable as in production: {@code fsync}, {@code synchronous_commit} and
 * {@code full_page_writes} are on, so that a commit survives {@link #kill()}.
 *
 * <p>It listens on 127.0.0.1 and a free port only, takes 200 connections, and lets the user {@code
 * postgres} in without a password. Programs, data and log lie below one directory; there is no
 * socket file. The process is a session of its own, so a Ctrl-C for the JVM does not reach it: the
 * code that starts it must close it. A JVM that is killed with SIGKILL leaves it running.
 *
 * <p>Thread-safe: calls that change the server wait for each other, and {@link #close()} may come
 * at any time, from a shutdown hook too.
 */
public final class EmbeddedPostgresServer implements AutoCloseable {

  private static final Duration PROMOTION_LIMIT = Duration.ofSeconds(60);

  private final Path directory;
  private final boolean directoryIsOurs;
  private final DataDirectory source;
  private final ServerAddress address = new ServerAddress(FreePort.find());
  private volatile boolean closing;
  private volatile @Nullable Postmaster postmaster;

  private EmbeddedPostgresServer(Path directory, boolean directoryIsOurs, DataDirectory source) {
    this.directory = directory;
    this.directoryIsOurs = directoryIsOurs;
    this.source = source;
  }

  /** A server that is not started yet, in a temporary directory that {@link #close()} deletes. */
  public static EmbeddedPostgresServer prepare() {
    String name = "soma-postgres-" + UUID.randomUUID();
    return new EmbeddedPostgresServer(
        Path.of(System.getProperty("java.io.tmpdir"), name), true, Provisioning::initialise);
  }

  /**
   * A server that is not started yet, in the caller's directory.
   *
   * @param directory is created if absent; may hold the files of an earlier server, with data that
   *     are then served again; deleting it after {@link #close()} leaves nothing
   */
  public static EmbeddedPostgresServer prepare(Path directory) {
    return new EmbeddedPostgresServer(directory, false, Provisioning::initialise);
  }

  /**
   * A server that is not started yet, and follows this one until {@link #promote()}. Its start
   * copies this one, which has to run.
   *
   * @param standbyDirectory as for {@link #prepare(Path)}
   */
  public EmbeddedPostgresServer prepareStandby(Path standbyDirectory) {
    String slot = "standby_" + UUID.randomUUID().toString().replace('-', '_');
    DataDirectory copy = new StandbyCopy(address, new ServerFiles(directory).data(), slot);
    return new EmbeddedPostgresServer(standbyDirectory, false, copy);
  }

  /**
   * Starts a server in a temporary directory; takes a second or two. If the JVM shuts down
   * meanwhile, or the start fails, nothing is left behind.
   *
   * @throws UncheckedIOException if it does not start; the message ends in the server's log
   */
  public static EmbeddedPostgresServer start() {
    return CleanStart.of(prepare());
  }

  /** Starts a server in the caller's directory, as {@link #start()} and {@link #prepare(Path)}. */
  public static EmbeddedPostgresServer start(Path directory) {
    return CleanStart.of(prepare(directory));
  }

  /**
   * The one server of this JVM, started by the first call and closed when the JVM shuts down. Use
   * {@link #createDatabase()} for tables of one's own; never stop, kill or close it.
   */
  public static EmbeddedPostgresServer shared() {
    return SharedServer.get();
  }

  /**
   * Starts a prepared server. Callers that must be able to close it meanwhile use this; the others
   * {@link #start()}.
   *
   * @throws UncheckedIOException if it does not start; {@link #close()} then cleans up
   * @throws IllegalStateException if it runs, or is or gets closed
   */
  public synchronized void launch() {
    if (isRunning()) {
      throw new IllegalStateException("PostgreSQL runs already on port " + port());
    }
    try {
      requireOpen();
      ServerFiles files = Provisioning.provision(directory, source, this::requireOpen);
      Postmaster started = Postmaster.start(files, new PostgresPrograms(files), port());
      postmaster = started;
      started.awaitReady(() -> closing);
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    }
    requireOpen();
  }

  /** Ends the server cleanly, if it runs; the data stay. */
  public synchronized void stop() {
    Postmaster running = postmaster;
    if (running != null && running.isAlive()) {
      running.stop();
    }
  }

  /** Kills the server and all its processes at once, as a power cut would; the data stay. */
  public synchronized void kill() {
    Postmaster running = postmaster;
    if (running != null) {
      running.kill();
    }
  }

  /** Starts the server again with its data and on its port, after a {@link #stop()} if it runs. */
  public synchronized void restart() {
    stop();
    launch();
  }

  /**
   * Makes a standby a primary, which takes writes; returns when it does.
   *
   * @throws IllegalStateException if it is none, or does not become one within a minute
   */
  public void promote() {
    // Without PostgreSQL's own wait for it, which replay of the primary's log may cancel.
    execute("SELECT pg_promote(false)");
    if (!Polling.until(PROMOTION_LIMIT, () -> "f".equals(query("SELECT pg_is_in_recovery()")))) {
      throw new IllegalStateException("the standby on port " + port() + " did not take over");
    }
  }

  /** Whether the server's process is alive. */
  public boolean isRunning() {
    Postmaster running = postmaster;
    return running != null && running.isAlive();
  }

  /** The port on 127.0.0.1; the same for the whole life of this object. */
  public int port() {
    return address.port();
  }

  /** The JDBC URL of the main database, with its user. */
  public String jdbcUrl() {
    return address.jdbcUrl();
  }

  /** The main database as {@code postgresql://user@host:port/database}. */
  public String dsn() {
    return address.dsn();
  }

  /**
   * Creates an empty database, and returns its JDBC URL.
   *
   * @throws IllegalStateException if the server refuses
   */
  public String createDatabase() {
    return address.createDatabase();
  }

  /**
   * Runs statements in the main database as its superuser, each a transaction of its own.
   *
   * @throws IllegalStateException if the server refuses one, or is not reached
   */
  public void execute(String... statements) {
    address.execute(statements);
  }

  /**
   * Asks the main database as its superuser.
   *
   * @return the first column of the first row as text; null if it is null or there is no row
   * @throws IllegalStateException if the server refuses, or is not reached
   */
  public @Nullable String query(String query) {
    return address.query(query);
  }

  /**
   * Stops the server, for good, and deletes its directory unless it is the caller's; idempotent. A
   * {@link #launch()} in another thread ends at its next step, and this waits for that.
   *
   * @throws UncheckedIOException if the directory cannot be deleted
   */
  @Override
  public void close() {
    closing = true;
    // An interrupted thread has to clean up too, and its file operations would fail.
    boolean interrupted = Thread.interrupted();
    try {
      end();
    } catch (IOException e) {
      throw new UncheckedIOException(e.getMessage(), e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized void end() throws IOException {
    stop();
    if (Files.exists(directory)) {
      SharedMemory.removeLeftBy(new ServerFiles(directory.toRealPath()).postmasterPid());
    }
    if (directoryIsOurs) {
      ServerFiles.delete(directory);
    }
  }

  private void requireOpen() {
    if (closing) {
      throw new IllegalStateException("the server is closed");
    }
  }

  Path directory() {
    return directory;
  }
}
