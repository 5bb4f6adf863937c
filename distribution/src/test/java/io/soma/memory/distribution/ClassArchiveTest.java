package io.soma.memory.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts share classes. The path has no blank here, as Java 17 shares no class of a jar below a
 * directory with one in its name.
 */
class ClassArchiveTest {

  private static final Map<String, String> NOTHING = Map.of();
  private static final String LOGGED = "-Xlog:class+load";

  @TempDir private Path temporary;

  private Installation installed;

  @BeforeEach
  void unpack() throws Exception {
    installed = Installation.unpack(temporary, "place");
  }

  @Test
  void commandsShareClassesAfterTheFirst() throws Exception {
    Ended first = installed.run(NOTHING, "--version");
    assertThat(first.output()).contains("preparing the start");
    assertThat(installed.classArchives()).hasSize(1).allMatch(file -> file.toFile().length() > 0);

    Ended second = installed.run(Map.of("SOMABRAIN_JAVA_OPTIONS", LOGGED), "--version");

    assertThat(second.output())
        .doesNotContain("preparing")
        .containsPattern("io\\.soma\\.memory\\.[\\w.]+ source: shared objects file");
  }

  @Test
  void theServiceSharesClassesOncePrepared() throws Exception {
    assertThat(installed.run(NOTHING, "prepare")).isEqualTo(new Ended(0, ""));
    assertThat(installed.classArchives()).hasSize(2).allMatch(file -> file.toFile().length() > 0);

    try (ScriptableMemoryService memory = ScriptableMemoryService.start();
        InstalledService service = serve(memory)) {
      assertThat(service.output())
          .containsPattern("org\\.jooq\\.[\\w.]+ source: shared objects file");
    }
  }

  /** A figure for people: a command that only asks. */
  @Test
  void printsHowLongACommandTakes() throws Exception {
    Map<String, String> nowhere =
        Map.of("SOMABRAIN_ADMIN_URL", "http://127.0.0.1:1", "SOMABRAIN_OUTBOX_API_TOKEN", "none");
    for (int run = 0; run < 4; run++) {
      long start = System.nanoTime();
      assertThat(installed.run(nowhere, "outbox", "summary").code()).isEqualTo(2);
      System.out.printf(
          "soma outbox summary, start %d: %d ms%n",
          run + 1, (System.nanoTime() - start) / 1_000_000);
    }
  }

  private InstalledService serve(ScriptableMemoryService memory) throws Exception {
    Map<String, String> settings =
        new HashMap<>(
            InstalledService.settings(memory, EmbeddedPostgresServer.shared().createDatabase()));
    settings.put("SOMABRAIN_JAVA_OPTIONS", LOGGED);
    return InstalledService.start(
        List.of(installed.program().toString(), "serve"), Installation.environment(settings));
  }
}
