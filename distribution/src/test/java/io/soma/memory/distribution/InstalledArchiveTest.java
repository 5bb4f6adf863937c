package io.soma.memory.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive serves where nothing is but a Java runtime: no Maven, no sources, no variables. */
class InstalledArchiveTest {

  private static final Map<String, String> NOTHING = Map.of();

  @TempDir private Path temporary;

  private Installation installed;

  @BeforeEach
  void unpack() throws Exception {
    installed = Installation.unpack(temporary, "some place");
  }

  @Test
  void servesThroughALink() throws Exception {
    try (ScriptableMemoryService memory = ScriptableMemoryService.start();
        ClassListRecording ofService = ClassListRecording.ifWanted("serve", temporary);
        ClassListRecording recording = ClassListRecording.ifWanted("commands", temporary);
        InstalledService service = serve(memory, ofService.options())) {
      assertThat(service.store("1,2,3").statusCode()).isEqualTo(200);
      assertThat(service.fetch("1,2,3").body()).contains("hello");
      assertThat(service.operations("/readyz").statusCode()).isEqualTo(200);
      assertThat(service.operations("/metrics").body()).contains("memory_write_latency");

      memory.goDown();
      assertThat(service.store("4,5,6").statusCode()).isEqualTo(202);
      assertThat(ask(service, recording, "outbox", "summary").output()).contains("acme");
      assertThat(ask(service, recording, "outbox", "list").output()).contains("memory.store");
      assertThat(ask(service, recording, "tenants").output()).contains("acme");
      memory.comeBack();

      assertThat(service.terminate()).as(service.output()).isZero();
      assertThat(service.output()).contains("stopped");
    }
  }

  @Test
  void printsItsVersion() throws Exception {
    Ended version = installed.run(NOTHING, "--version");

    assertThat(version.output())
        .contains("Soma Memory " + Release.version())
        .contains("Java " + Runtime.version());
    assertThat(version.code()).isZero();
  }

  @Test
  void printsHelpWithoutACommand() throws Exception {
    Ended help = installed.run(NOTHING);

    assertThat(help.output()).contains("soma serve").contains("SOMABRAIN_JAVA_OPTIONS");
    assertThat(help.code()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "chaos", "bench", "no-such-command"})
  void refusesACommandThatIsNotInstalled(String command) throws Exception {
    Ended refused = installed.run(NOTHING, command);

    assertThat(refused.output()).contains("'" + command + "'");
    assertThat(refused.code()).isEqualTo(2);
  }

  @Test
  void namesAJavaThatIsTooOldOrMissing() throws Exception {
    Path home = Files.createDirectory(temporary.resolve("no java"));
    Ended missing =
        Ended.run(
            temporary,
            Map.of("JAVA_HOME", home.toString()),
            List.of(installed.program().toString(), "--version"));

    assertThat(missing.output()).contains("JAVA_HOME is " + home).contains("17 or later");
    assertThat(missing.code()).isEqualTo(2);
  }

  @Test
  void namesAJarOfTheClassPathThatDoesNotExist() throws Exception {
    Ended refused = installed.run(Map.of("SOMABRAIN_CLASSPATH", "/nope/x.jar"), "--version");

    assertThat(refused.output())
        .contains("SOMABRAIN_CLASSPATH names /nope/x.jar, which does not exist");
    assertThat(refused.code()).isEqualTo(2);
  }

  @Test
  void startsWhereItMayNotWrite() throws Exception {
    // A file where the directory would be: that stops the superuser too.
    Files.createFile(installed.home().resolve("cds"));

    Ended version = installed.run(NOTHING, "--version");

    assertThat(version.output()).startsWith("Soma Memory").doesNotContain("cds");
    assertThat(version.code()).isZero();
  }

  @Test
  void heapFollowsTheMachineOrTheVariable() throws Exception {
    try (ScriptableMemoryService memory = ScriptableMemoryService.start();
        InstalledService service = serve(memory, "-XX:+PrintCommandLineFlags")) {
      assertThat(service.output()).contains("-XX:MaxRAMPercentage=50");
    }
    try (ScriptableMemoryService memory = ScriptableMemoryService.start();
        InstalledService service = serve(memory, "-XX:+PrintCommandLineFlags -Xmx384m")) {
      assertThat(service.output()).contains("-XX:MaxHeapSize=" + (384L << 20));
    }
  }

  @Test
  void holdsWhatAnOperatorNeedsAndNoSources() throws IOException {
    try (Stream<Path> files = Files.walk(installed.home())) {
      List<String> names =
          files.map(file -> installed.home().relativize(file).toString()).sorted().toList();

      assertThat(names)
          .contains("bin/soma", "conf/soma-memory.env", "lib/soma-memory.jar", "docs/sbom.json")
          .contains("docs/operations.md", "ops/prometheus/soma-memory-alerts.yml", "LICENSE")
          .noneMatch(name -> name.endsWith(".java") || name.contains("memory-testkit"));
    }
  }

  private InstalledService serve(ScriptableMemoryService memory, String javaOptions)
      throws Exception {
    Map<String, String> settings =
        new HashMap<>(
            InstalledService.settings(memory, EmbeddedPostgresServer.shared().createDatabase()));
    settings.put("SOMABRAIN_JAVA_OPTIONS", javaOptions);
    return InstalledService.start(
        List.of(installed.program().toString(), "serve"), Installation.environment(settings));
  }

  private Ended ask(InstalledService service, ClassListRecording recording, String... command)
      throws Exception {
    Map<String, String> variables = new HashMap<>(service.address());
    variables.put("SOMABRAIN_JAVA_OPTIONS", recording.options());
    Ended ended = installed.run(variables, command);
    assertThat(ended.code()).as(ended.output()).isZero();
    return ended;
  }
}
