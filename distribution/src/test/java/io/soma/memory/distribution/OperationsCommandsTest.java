package io.soma.memory.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.testkit.server.memory.ScriptableMemoryService;
import io.soma.memory.testkit.server.postgres.EmbeddedPostgresServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every command of {@code docs/operations.md}, as it stands there, against a running service. */
class OperationsCommandsTest {

  private static final Path PAGE = Path.of("../docs/operations.md");
  private static final Pattern COMMAND =
      Pattern.compile(
          "(?:\\./|bin/)?(soma (?:outbox|tenants|check|migrate|help|--version)[^`#\\n]*)");

  @TempDir private Path temporary;

  @Test
  void everyCommandIsUnderstood() throws Exception {
    Installation installed = Installation.unpack(temporary, "place");
    try (ScriptableMemoryService memory = ScriptableMemoryService.start()) {
      Map<String, String> settings =
          InstalledService.settings(memory, EmbeddedPostgresServer.shared().createDatabase());
      try (InstalledService service =
          InstalledService.start(
              List.of(installed.program().toString(), "serve"),
              Installation.environment(settings))) {
        memory.goDown();
        String event = service.store("1,2,3").headers().firstValue("X-Soma-Event-Id").orElseThrow();
        settings.putAll(service.address());
        Path token =
            Files.writeString(temporary.resolve("token"), InstalledService.ADMIN_TOKEN + "\n");

        for (String command : commands()) {
          String line =
              command
                  .replaceAll("\\b(4711|ID)\\b", event)
                  .replaceAll("\\bT\\b", "acme")
                  .replace("https://soma-1:10112", service.admin())
                  .replaceAll("--trust \\S+", "")
                  .replace("/etc/soma/admin-token", token.toString());
          Ended ended = installed.run(settings, line.substring("soma ".length()).split("\\s+"));

          assertThat(ended.code()).as(line + "\n" + ended.output()).isLessThan(2);
        }
      }
    }
  }

  @Test
  void everyFileThatThePageNamesIsInstalled() throws Exception {
    Path home = Installation.unpack(temporary, "place").home();
    List<String> named =
        Pattern.compile("`(ops/[\\w./-]+|conf/[\\w./-]+)`")
            .matcher(Files.readString(PAGE))
            .results()
            .map(found -> found.group(1))
            .distinct()
            .toList();

    // Those are the operator's own.
    assertThat(named)
        .isNotEmpty()
        .filteredOn(name -> !name.equals("ops/kubernetes/secrets/"))
        .allSatisfy(name -> assertThat(home.resolve(name)).exists());
  }

  // Those that say what they leave out, and what needs a broker or changes the database's identity
  // or addresses while the service runs, are left out.
  private static TreeSet<String> commands() throws IOException {
    TreeSet<String> commands =
        COMMAND
            .matcher(Files.readString(PAGE))
            .results()
            .map(found -> found.group(1).strip())
            .filter(
                command ->
                    !command.matches(".*(\\.\\.\\.|\\[|topics|new-identity|new-addresses|&&|;).*"))
            .filter(command -> !command.matches("soma outbox( discard)?"))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(commands).hasSizeGreaterThan(8);
    return commands;
  }
}
