package io.soma.memory.testkit.server.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** One run of the server, from its start to its end. */
final class Postmaster {

  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
  private static final int STATUS_LINE = 7;

  /** The pid file's entry of a server that takes connections. */
  private static final Set<String> READY = Set.of("ready", "standby");

  private static final Map<String, String> SETTINGS =
      Map.of(
          "listen_addresses", "127.0.0.1",
          "unix_socket_directories", "",
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "max_connections", "200",
          "timezone", "UTC",
          "log_timezone", "UTC",
          // Below the data directory; the default outlives a kill in /dev/shm.
          "dynamic_shared_memory_type", "mmap");

  private final ServerFiles files;
  private final PostgresPrograms programs;
  private final Process process;

  private Postmaster(ServerFiles files, PostgresPrograms programs, Process process) {
    this.files = files;
    this.programs = programs;
    this.process = process;
  }

  static Postmaster start(ServerFiles files, PostgresPrograms programs, int port)
      throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-D", files.data().toString()));
    arguments.addAll(List.of("-c", "port=" + port));
    SETTINGS.forEach((name, value) -> arguments.addAll(List.of("-c", name + "=" + value)));
    return new Postmaster(files, programs, programs.start("postgres", arguments));
  }

  /** Waits for the server to take connections, or for the caller to give up. */
  void awaitReady(BooleanSupplier givenUp) throws IOException {
    // Not before the pid file is there: until then the server has no way to be stopped cleanly.
    BooleanSupplier over =
        () -> !isAlive() || isReady() || (givenUp.getAsBoolean() && !pidFile().isEmpty());
    if (!Polling.until(START_LIMIT, over) || !isAlive()) {
      throw new IOException("PostgreSQL did not start: " + files.logTail());
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  long pid() {
    return process.pid();
  }

  /** Ends all sessions, writes a checkpoint and ends; a server that cannot is killed. */
  void stop() {
    try {
      List<String> fastStop = List.of("stop", "-D", files.data().toString(), "-m", "fast", "-W");
      programs.run("pg_ctl", fastStop, STOP_LIMIT);
      Polling.until(STOP_LIMIT, () -> !isAlive());
    } catch (IOException e) {
      // Killed below, as a server that stops too slowly is.
    }
    if (isAlive() || !ProcessesBelow.find(files.programs()).isEmpty()) {
      kill();
    }
  }

  void kill() {
    ProcessesBelow.kill(process, files.programs());
  }

  private boolean isReady() {
    List<String> lines = pidFile();
    return lines.size() > STATUS_LINE && READY.contains(lines.get(STATUS_LINE).strip());
  }

  // A killed run's file stays, and says "ready", until the next run replaces it.
  private List<String> pidFile() {
    try {
      List<String> lines = Files.readAllLines(files.postmasterPid());
      return !lines.isEmpty() && lines.get(0).equals(Long.toString(pid())) ? lines : List.of();
    } catch (IOException e) {
      return List.of();
    }
  }
}
