package io.soma.memory.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Editors complete the names that the configuration's page has. */
class PropertyMetadataTest {

  private static final Pattern VARIABLE = Pattern.compile("(?m)^\\| `(SOMABRAIN_[A-Z_]+)`");
  private static final Pattern NAME = Pattern.compile("\"name\": \"([^\"]+)\"");
  private static final Pattern OF_A_SERVICE =
      Pattern.compile("SOMABRAIN_(SERVE|GATEWAY|OPS|ADMIN|LOG|OUTBOX_API)_.*");

  @Test
  void namesEachVariableOfAnEngine() throws IOException {
    String page = Files.readString(Path.of("../docs/configuration.md"));
    List<String> expected =
        VARIABLE
            .matcher(page)
            .results()
            .map(line -> line.group(1))
            .filter(variable -> !OF_A_SERVICE.matcher(variable).matches())
            .map(SpringVariables::named)
            .toList();

    assertThat(expected).hasSizeGreaterThan(30);
    assertThat(names()).filteredOn(this::isAVariable).containsExactlyInAnyOrderElementsOf(expected);
  }

  private boolean isAVariable(String property) {
    return property.startsWith("somabrain.") && !property.equals("somabrain.enabled");
  }

  private static List<String> names() throws IOException {
    try (var file =
        PropertyMetadataTest.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      String json = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return NAME.matcher(json).results().map(each -> each.group(1)).toList();
    }
  }
}
