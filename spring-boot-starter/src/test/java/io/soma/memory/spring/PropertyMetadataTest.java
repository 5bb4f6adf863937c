package io.soma.memory.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.config.MemoryConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Editors complete the name of each setting. */
class PropertyMetadataTest {

  private static final Pattern NAME = Pattern.compile("\"name\": \"([^\"]+)\",\\s+\"type\"");
  private static final Pattern HINT = Pattern.compile("\"name\": \"([^\"]+)\",\\s+\"values\"");

  @Test
  void namesEachVariableOfAProgram() throws IOException {
    List<String> expected = MemoryConfig.variables().stream().map(SpringVariables::named).toList();

    assertThat(expected).hasSizeGreaterThan(30);
    assertThat(found(NAME)).filteredOn(this::isAVariable).hasSameElementsAs(expected);
    assertThat(found(NAME)).doesNotHaveDuplicates().containsAll(found(HINT));
    assertThat(found(HINT)).isNotEmpty();
  }

  private boolean isAVariable(String property) {
    return property.startsWith("somabrain.") && !property.equals("somabrain.enabled");
  }

  private static List<String> found(Pattern pattern) throws IOException {
    try (var file =
        PropertyMetadataTest.class.getResourceAsStream(
            "/META-INF/spring-configuration-metadata.json")) {
      String json = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      return pattern.matcher(json).results().map(each -> each.group(1)).toList();
    }
  }
}
