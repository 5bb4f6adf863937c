package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.serve.InjectedFaults;
import io.soma.memory.sandbox.servers.ServeProcess;
import io.soma.memory.testkit.server.proxy.TcpFaultProxy;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * One {@code ./soma serve} with a connection of its own to PostgreSQL; its process ends and starts
 * again. One thread troubles it; any may ask where it is.
 */
final class Service implements AutoCloseable {

  private static final String TODAYS = System.getProperty("java.class.path");
  private static final long PATIENCE_NANOS = 600_000_000_000L;
  private static final long BEFORE_AGAIN_MILLIS = 1_000;

  /** The exit code of {@code ./soma serve} without memory. */
  private static final int OUT_OF_MEMORY = 3;

  private volatile Map<String, String> variables;
  private volatile String classPath = TODAYS;
  private final Path directory;

  /** Names a fault of its background while it is there. */
  private final Path fault;

  private final TcpFaultProxy database;
  private final List<ServeProcess> lives = new CopyOnWriteArrayList<>();
  private @Nullable Pressure pressure;
  private volatile int gatewayPort;
  private volatile boolean closed;

  /** A service that is not started yet. */
  Service(Map<String, String> variables, Path directory, TcpFaultProxy database) {
    this.directory = directory;
    this.fault = directory.resolve("fault-" + UUID.randomUUID());
    Map<String, String> all = new HashMap<>(variables);
    all.put(InjectedFaults.VARIABLE, fault.toString());
    this.variables = Map.copyOf(all);
    this.database = database;
  }

  /** What its next process runs on, and with which settings beside those that it has. */
  void become(String otherClassPath, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(variables);
    all.putAll(settings);
    variables = Map.copyOf(all);
    classPath = otherClassPath;
  }

  /** Its next process is one of today's version. */
  void becomeTodays(Map<String, String> settings) {
    become(TODAYS, settings);
  }

  /** Brings the tables to today's version, as an operator does before an upgrade. */
  void migrateByTodays() throws IOException, InterruptedException {
    ServeProcess migration =
        ServeProcess.launchCommand(TODAYS, directory, variables, List.of("migrate"));
    int exitCode = migration.awaitEnd();
    if (exitCode != 0) {
      throw new IllegalStateException("soma migrate failed: " + migration.lines());
    }
  }

  /**
   * Starts its process, and returns when it listens. It tries repeatedly, as a process manager
   * would, because a service does not start without PostgreSQL.
   *
   * @throws IllegalStateException if it does not start for minutes, or this is closed
   */
  void start() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (true) {
      try {
        gatewayPort = startOnce().gatewayPort();
        return;
      } catch (IllegalStateException e) {
        if (closed || System.nanoTime() - end > 0) {
          throw e;
        }
        Thread.sleep(BEFORE_AGAIN_MILLIS);
      }
    }
  }

  private ServeProcess startOnce() throws IOException, InterruptedException {
    ServeProcess life = ServeProcess.launch(classPath, directory, variables);
    // Known before it is waited for, or a campaign that is broken off would leave it running.
    lives.add(life);
    if (closed) {
      life.close();
    }
    life.awaitStart();
    return life;
  }

  /** Where its gateway listens, or did when it was last there. */
  int gatewayPort() {
    return gatewayPort;
  }

  /** Where its metrics are, when its process listens. */
  URI metrics() {
    return URI.create("http://127.0.0.1:" + process().opsPort() + "/metrics");
  }

  /** A path of its admin API, when its process listens. */
  URI admin(String path) {
    return URI.create("http://127.0.0.1:" + process().adminPort() + path);
  }

  /** Its way to PostgreSQL. */
  TcpFaultProxy database() {
    return database;
  }

  /** Ends it at once. */
  void kill() throws InterruptedException {
    process().close();
    int unused = process().awaitEnd();
  }

  /** Ends it as an operator does; it has to say that it went well. */
  void terminate() throws InterruptedException {
    process().terminate();
    int exitCode = process().awaitEnd();
    if (exitCode != 0) {
      throw new IllegalStateException("it ended with exit code " + exitCode);
    }
  }

  /** The id of its process. */
  long pid() {
    return process().pid();
  }

  /** Where a caller that means no good finds it. */
  Abuse.Target abuseTarget() {
    ServeProcess life = process();
    return new Abuse.Target(life.gatewayPort(), life.adminPort(), life.opsPort(), Deployment.TOKEN);
  }

  /** Has every loop of its background meet a fault, until {@link #noFault}. */
  void fault(String name) throws IOException {
    Files.writeString(fault, name);
  }

  /** Ends that. */
  void noFault() throws IOException {
    Files.deleteIfExists(fault);
  }

  /** Fills its heap; it has to end, and to say why. */
  void runOutOfMemory() throws IOException, InterruptedException {
    fault(InjectedFaults.FULL_HEAP);
    int exitCode = process().awaitEnd();
    noFault();
    if (exitCode != OUT_OF_MEMORY) {
      throw new IllegalStateException("out of memory, it ended with exit code " + exitCode);
    }
  }

  /** Has other callers send it large bodies, until {@link #noPressure}. */
  void press() {
    pressure = Pressure.on(this);
  }

  /** Ends that. */
  void noPressure() throws InterruptedException {
    if (pressure != null) {
      pressure.stop();
      pressure = null;
    }
  }

  /** Sends a signal to its process. */
  void signal(String name) throws IOException, InterruptedException {
    process().signal(name);
  }

  /** The output of all its processes. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lives.forEach(life -> lines.addAll(life.lines()));
    return lines;
  }

  @Override
  public void close() {
    closed = true;
    lives.forEach(ServeProcess::close);
    database.close();
  }

  private ServeProcess process() {
    return lives.get(lives.size() - 1);
  }
}
