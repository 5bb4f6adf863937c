package io.soma.memory.sandbox.servers;

import io.soma.memory.supervision.CloseStack;
import io.soma.memory.testkit.server.files.TreeDeletion;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/**
 * A PostgreSQL server, a Kafka broker and a memory service, below one temporary directory.
 *
 * <p>Each is put in charge of the given ending as soon as there is something to close, so that
 * closing that leaves no process, port or directory behind, even while the start is under way.
 */
public final class SandboxServers {

  private final Path directory;
  private final EmbeddedPostgresServer postgres;
  private final EmbeddedKafkaBroker kafka;
  private final ScriptableMemoryService memory;

  private SandboxServers(
      Path directory,
      EmbeddedPostgresServer postgres,
      EmbeddedKafkaBroker kafka,
      ScriptableMemoryService memory) {
    this.directory = directory;
    this.postgres = postgres;
    this.kafka = kafka;
    this.memory = memory;
  }

  /** Starts them, the slow ones side by side. */
  public static SandboxServers start(CloseStack opened) {
    return start(opened, EmbeddedKafkaBroker::inProcess);
  }

  /**
   * The same with a broker in a process of its own, so that it can be killed, and that looks at
   * rights, so that these can be taken.
   */
  public static SandboxServers startKillable(CloseStack opened) {
    return start(
        opened,
        parent -> EmbeddedKafkaBroker.childProcess(parent, EmbeddedKafkaBroker.WITH_RIGHTS));
  }

  /** The variables that point a service to them. */
  public Map<String, String> variables() {
    return Map.of(
        "SOMABRAIN_MEMORY_HTTP_ENDPOINT", memory.baseUrl(),
        "SOMABRAIN_MEMORY_HTTP_TOKEN", memory.token(),
        "SOMABRAIN_POSTGRES_DSN", postgres.dsn(),
        "SOMABRAIN_KAFKA_URL", kafka.bootstrapServers());
  }

  /** Where others may leave files too; deleted at the end. */
  public Path directory() {
    return directory;
  }

  /** The database. */
  public EmbeddedPostgresServer postgres() {
    return postgres;
  }

  /** The broker. */
  public EmbeddedKafkaBroker kafka() {
    return kafka;
  }

  /** The memory service, which takes faults. */
  public ScriptableMemoryService memory() {
    return memory;
  }

  private static SandboxServers start(
      CloseStack opened, Function<Path, EmbeddedKafkaBroker> startBroker) {
    Path directory = temporaryDirectory();
    opened.with(() -> TreeDeletion.delete(directory));
    EmbeddedPostgresServer postgres = EmbeddedPostgresServer.prepare(subdirectory(directory, "pg"));
    opened.with(postgres);
    ScriptableMemoryService memory = SandboxMemoryService.start();
    opened.with(memory);
    memory.recordRequests(false);
    Path kafka = subdirectory(directory, "kafka");
    CompletableFuture<EmbeddedKafkaBroker> broker =
        CompletableFuture.supplyAsync(() -> startBroker.apply(kafka));
    opened.with(() -> closeOnceStarted(broker));
    postgres.launch();
    try {
      return new SandboxServers(directory, postgres, broker.join(), memory);
    } catch (CompletionException e) {
      throw new IllegalStateException("the Kafka broker did not start", e.getCause());
    }
  }

  // A broker cannot be stopped in the middle of its start, and would wait for a minute if its
  // directory vanished meanwhile; the start takes a few seconds at most.
  private static void closeOnceStarted(CompletableFuture<EmbeddedKafkaBroker> broker) {
    try {
      broker.join().close();
    } catch (CompletionException e) {
      // It did not start, so there is nothing to close; the caller of start gets the error.
      return;
    }
  }

  private static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("soma-sandbox-");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a temporary directory", e);
    }
  }

  private static Path subdirectory(Path directory, String name) {
    try {
      return Files.createDirectories(directory.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot make a directory below " + directory, e);
    }
  }
}
