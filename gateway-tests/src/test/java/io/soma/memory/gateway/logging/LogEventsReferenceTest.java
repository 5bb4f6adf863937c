package io.soma.memory.gateway.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/log-events.md} has each line that the product logs, as the sources have it. What a
 * line means is written by hand in its last column, and kept.
 */
class LogEventsReferenceTest {

  private static final Path PAGE = Path.of("..", "docs", "log-events.md");
  private static final List<String> LEVELS = List.of("error", "warn", "info");
  private static final Pattern ROW =
      Pattern.compile("\\| [\\w, ]+ \\| `(.*)` \\| [^|]*\\| (.*) \\|");

  private static final List<Path> SOURCES =
      Stream.of(
              "adapters-http",
              "adapters-kafka",
              "adapters-postgres",
              "app",
              "domain",
              "gateway",
              "opentelemetry",
              "ports",
              "spring-boot-starter",
              "supervision")
          .map(module -> Path.of("..", module, "src", "main", "java"))
          .toList();

  @Test
  void thePageHasEveryLineWithItsLevelAndFields() throws IOException {
    String page = page(LogStatements.below(SOURCES), meanings());

    if ("write".equals(System.getProperty("soma.docs"))) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).isEqualTo(page);
  }

  @Test
  void everyLineHasAMeaning() throws IOException {
    assertThat(meanings()).isNotEmpty().allSatisfy((line, means) -> assertThat(means).isNotBlank());
  }

  private static String page(List<LogStatement> statements, Map<String, String> meanings) {
    StringBuilder page =
        new StringBuilder(
            """
            # Log events

            Each line that the product logs, with `...` for what varies, and in brackets where the words are chosen elsewhere. Lines, levels and fields are made from the sources by `LogEventsReferenceTest`; the last column is written by hand, and kept when the page is made again (`-Dsoma.docs=write`).

            A field is `key="value"` in text, a member of the object in `json`, and `labels.key` in `ecs`. A trouble that lasts is one line where it begins and one where it ends. `could not ...` is the shape of everything that runs in the background: the name behind it is what `/readyz` says too. With `-Dsoma.log=DEBUG` there are more, which are not listed.

            | level | line | fields | means, and what to do |
            |---|---|---|---|
            """);
    Map<String, LogStatement> lines = new LinkedHashMap<>();
    statements.stream()
        .sorted(
            Comparator.<LogStatement>comparingInt(each -> LEVELS.indexOf(each.levels().first()))
                .thenComparing(LogStatement::line, String.CASE_INSENSITIVE_ORDER))
        .forEach(each -> lines.merge(each.line(), each, LogEventsReferenceTest::merged));
    lines.forEach(
        (line, statement) ->
            page.append(
                "| %s | `%s` | %s | %s |\n"
                    .formatted(
                        String.join(", ", statement.levels()),
                        line.replace("|", "/"),
                        fields(statement),
                        meanings.getOrDefault(line, ""))));
    return page.toString();
  }

  private static LogStatement merged(LogStatement one, LogStatement other) {
    Set<String> fields = new LinkedHashSet<>(one.fields());
    fields.addAll(other.fields());
    TreeSet<String> levels = new TreeSet<>(one.levels());
    levels.addAll(other.levels());
    return new LogStatement(levels, one.line(), List.copyOf(fields));
  }

  private static String fields(LogStatement statement) {
    return statement.fields().stream()
        .map(field -> "`" + field + "`")
        .collect(Collectors.joining(", "));
  }

  private static Map<String, String> meanings() throws IOException {
    Map<String, String> meanings = new HashMap<>();
    for (String row : Files.readString(PAGE).lines().toList()) {
      Matcher matcher = ROW.matcher(row);
      if (matcher.matches()) {
        meanings.put(matcher.group(1), matcher.group(2).strip());
      }
    }
    return meanings;
  }
}
