package io.soma.memory.app.servers;

import static io.soma.memory.app.servers.Deployment.await;
import static io.soma.memory.app.servers.Deployment.write;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.testkit.server.kafka.EmbeddedKafkaBroker;
import io.soma.memory.testkit.server.memory.EffectRecord;
import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Other users of the broker, the database or the outbox of a deployment. */
class SharedBrokerTest {

  private static final int WRITES = 20;

  private final EmbeddedPostgresServer postgres = EmbeddedPostgresServer.shared();
  private final String kafka = EmbeddedKafkaBroker.shared().bootstrapServers();

  @Test
  void twoDeploymentsOnOneBrokerTakeNoneOfEachOthersEvents() {
    try (ScriptableMemoryService serviceA = ScriptableMemoryService.start();
        ScriptableMemoryService serviceB = ScriptableMemoryService.start();
        SomaMemory a = overKafka(serviceA, postgres.createDatabase(), "shared.broker.");
        SomaMemory b = overKafka(serviceB, postgres.createDatabase(), "shared.broker.")) {
      for (int i = 0; i < WRITES; i++) {
        a.client().remember(write("a" + i));
        b.client().remember(write("b" + i));
      }
      awaitDrained(a);
      awaitDrained(b);

      assertThat(effects(serviceA)).isEqualTo(texts("a"));
      assertThat(effects(serviceB)).isEqualTo(texts("b"));
      // The first deployment may meet the records of the second after its own.
      await(() -> foreignRecords(a) >= WRITES);
    }
  }

  @Test
  void aCopiedDatabaseDoesNotPassForTheOriginal() {
    String original = postgres.createDatabase();
    try (ScriptableMemoryService serviceA = ScriptableMemoryService.start();
        ScriptableMemoryService serviceB = ScriptableMemoryService.start()) {
      serviceA.goDown();
      try (SomaMemory a = overKafka(serviceA, original, "copied.database.")) {
        IntStream.range(0, WRITES).forEach(i -> a.client().remember(write("w" + i)));
        await(() -> a.outbox().summary().pending() == 0);
      }
      String copy = TestSql.copyDatabase(postgres, original);
      serviceA.comeBack();
      try (SomaMemory b = overKafka(serviceB, copy, "copied.database.");
          SomaMemory a = overKafka(serviceA, original, "copied.database.")) {
        awaitDrained(a);
        awaitDrained(b);

        assertThat(effects(serviceA)).isEqualTo(texts("w"));
        assertThat(effects(serviceB)).isEqualTo(texts("w"));
      }
    }
  }

  @Test
  void afterARestoreOldRecordsStandForNoNewRows() {
    String dsn = postgres.createDatabase();
    try (ScriptableMemoryService service = ScriptableMemoryService.start()) {
      service.goDown();
      try (SomaMemory before = overKafka(service, dsn, "restored.database.")) {
        IntStream.range(0, WRITES).forEach(i -> before.client().remember(write("old" + i)));
        await(() -> before.outbox().summary().pending() == 0);
      }
      // As a backup of before leaves it: the rows are gone, and ids start over.
      TestSql.execute(dsn, "TRUNCATE outbox_events, outbox_pending RESTART IDENTITY");
      service.comeBack();
      try (SomaMemory after = overKafka(service, dsn, "restored.database.")) {
        IntStream.range(0, WRITES).forEach(i -> after.client().remember(write("new" + i)));
        awaitDrained(after);

        assertThat(effects(service)).isEqualTo(texts("new"));
      }
    }
  }

  @Test
  void twoTransportsOnOneOutboxDeliverEachWriteOnceAndInOrder() {
    String dsn = postgres.createDatabase();
    try (ScriptableMemoryService service = ScriptableMemoryService.start();
        SomaMemory kafkas = overKafka(service, dsn, "two.transports.");
        SomaMemory direct =
            Deployment.start(service, dsn, "SOMABRAIN_MEMORY_WRITE_MODE", "fast_ack")) {
      for (int i = 0; i < 10 * WRITES; i++) {
        (i % 2 == 0 ? kafkas : direct).client().remember(Deployment.writeTo("key", "w" + i));
      }
      awaitDrained(kafkas);
      awaitDrained(direct);

      assertThat(effects(service))
          .isEqualTo(IntStream.range(0, 10 * WRITES).mapToObj(i -> "w" + i).toList());
    }
  }

  private SomaMemory overKafka(ScriptableMemoryService service, String dsn, String prefix) {
    return Deployment.start(
        service,
        dsn,
        "SOMABRAIN_KAFKA_URL",
        kafka,
        "SOMABRAIN_KAFKA_TOPIC_PREFIX",
        prefix,
        "SOMABRAIN_MEMORY_WRITE_MODE",
        "fast_ack",
        "SOMABRAIN_MEMORY_RESET_INTERVAL",
        "1");
  }

  private static void awaitDrained(SomaMemory soma) {
    await(() -> soma.outbox().backlog().isEmpty());
  }

  private static double foreignRecords(SomaMemory soma) {
    String series = "memory_replay_foreign_total{reason=\"other_outbox\"} ";
    return soma.metrics()
        .scrape("text/plain")
        .text()
        .lines()
        .filter(line -> line.startsWith(series))
        .mapToDouble(line -> Double.parseDouble(line.substring(series.length())))
        .sum();
  }

  private static List<String> effects(ScriptableMemoryService service) {
    return service.effects().stream().map(EffectRecord::requestId).toList();
  }

  private static List<String> texts(String prefix) {
    return IntStream.range(0, WRITES).mapToObj(i -> prefix + i).toList();
  }
}
