package io.soma.memory.postgres;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.postgres.connection.PostgresConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A relay in a process of its own: takes a batch under a lease, and settles it on command. */
final class OtherInstance implements AutoCloseable {

  private static final Duration LEASE = Duration.ofHours(1);

  private static final String GO = "go";

  private final Process process;
  private final BufferedReader lines;

  private OtherInstance(Process process) {
    this.process = process;
    this.lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static OtherInstance start(String dsn, TenantId tenant) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            OtherInstance.class.getName(),
            dsn,
            tenant.value());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    return new OtherInstance(builder.start());
  }

  /** The next line that it prints. */
  String line() throws IOException {
    return String.valueOf(lines.readLine());
  }

  /** Lets it go on with its batch. */
  void go() throws IOException {
    process.getOutputStream().write((GO + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start();
    if (!kill.waitFor(30, TimeUnit.SECONDS) || kill.exitValue() != 0) {
      throw new IOException("no signal " + name);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /**
   * Prints the events that it took and, once told to go on, the number of events that it still
   * changed.
   */
  @SuppressWarnings("SystemOut")
  public static void main(String[] arguments) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (PostgresStore store = PostgresStore.open(PostgresConfig.ofDsn(arguments[0]))) {
      TenantLease lease =
          store.leases().acquire(new TenantId(arguments[1]), LeaseRight.CARRY, LEASE).orElseThrow();
      List<EventId> ids = store.outbox().pending(lease, 10).stream().map(OutboxEvent::id).toList();
      System.out.println("took " + ids.size());
      if (GO.equals(in.readLine())) {
        System.out.println(
            "marked %d, renewed %s, read %d"
                .formatted(
                    store.outbox().markSent(lease, ids),
                    store.leases().renew(lease, LEASE),
                    store.outbox().pending(lease, 10).size()));
        store.leases().release(lease);
        System.out.println("released");
      }
    }
  }
}
