package io.soma.memory.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.postgres.connection.PostgresConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements have the digits of SQL, in any locale of the JVM. */
class OddDigitsTest {

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
            "-XX:TieredStopAtLevel=1",
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
      EventLife.run(store);
    }
    // With the digits of the locale, so that the test sees that it had them.
    System.out.println(DONE + String.format(Locale.getDefault(), "%d", 1));
  }
}
