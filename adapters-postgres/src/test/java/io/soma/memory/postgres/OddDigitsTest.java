package io.soma.memory.postgres;

import static io.soma.memory.testkit.contract.SampleDeliveries.store;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements have the digits of SQL, whatever digits people write where the JVM runs. */
class OddDigitsTest {

  private static final TenantId ALICE = new TenantId("alice");
  private static final String DONE = "done";

  private final TestDatabase database = TestDatabase.create();

  // In a process of its own, as statements are made once in each.
  @ParameterizedTest
  @ValueSource(strings = {"ar-EG", "fa-IR", "my-MM"})
  void anOutboxWorksInEveryLocale(String tag) throws IOException {
    Locale locale = Locale.forLanguageTag(tag);
    assertThat(String.format(locale, "%d", 1)).isNotEqualTo("1");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-Duser.language=" + locale.getLanguage(),
            "-Duser.country=" + locale.getCountry(),
            "-Duser.region=" + locale.getCountry(),
            OddDigitsTest.class.getName(),
            database.dsn());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    Process process = builder.redirectErrorStream(true).start();
    try {
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(said.strip().lines().toList())
          .last()
          .isEqualTo(DONE + String.format(locale, "%d", 1));
    } finally {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Runs the statements of an event's life. */
  @SuppressWarnings({"SystemOut", "AnnotateFormatMethod"})
  public static void main(String[] arguments) {
    try (PostgresStore store = PostgresStore.open(PostgresConfig.ofDsn(arguments[0]))) {
      store.migrate();
      List<EventId> ids =
          List.of(
              store.outbox().enqueue(store(ALICE, 1)).id(),
              store.outbox().enqueue(store(ALICE, 2)).id());
      TenantLease lease = store.leases().acquire(ALICE, Duration.ofMinutes(1)).orElseThrow();
      List<OutboxEvent> events = store.outbox().pending(lease, 10);
      store.outbox().markSent(lease, ids);
      store.outbox().inTurn(ALICE, ids);
      store.outbox().independentOf(events.get(0), ids.get(0), 10);
      store.outbox().resend(ALICE, ids.get(1));
      store.outbox().spendAttempt(ALICE, ids.get(0), "busy", 5);
      store.outbox().fail(ALICE, ids.get(0), "refused");
      store.records().counts();
      store.records().standings(ids);
      store.records().revive(ALICE, ids, false);
      store.outbox().backlog();
      store.outbox().confirm(ALICE, ids);
      store.outbox().purge(10);
    }
    // With the digits of the locale, so that the test sees that it had them.
    System.out.println(DONE + String.format(Locale.getDefault(), "%d", 1));
  }
}
