package io.soma.memory.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class SpringVariablesTest {

  private final StandardEnvironment environment = new StandardEnvironment();

  private Map<String, String> variables(Map<String, Object> variables, Map<String, Object> file) {
    environment
        .getPropertySources()
        .forEach(each -> environment.getPropertySources().remove(each.getName()));
    environment
        .getPropertySources()
        .addLast(
            new SystemEnvironmentPropertySource(
                StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
    environment.getPropertySources().addLast(new MapPropertySource("file", file));
    ConfigurationPropertySources.attach(environment);
    return SpringVariables.in(environment);
  }

  @Test
  void readsPropertiesUnderEachOfTheirSpellings() {
    assertThat(
            variables(
                Map.of("SOMABRAIN_MEMORY_HTTP_TOKEN", "token"),
                Map.of(
                    "somabrain.memory-http-endpoint", "http://memory:1",
                    "somabrain.memory.write-mode", "strict",
                    "somabrain.http.retries", 2,
                    "other.setting", "of another program")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "SOMABRAIN_MEMORY_HTTP_TOKEN", "token",
                "SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://memory:1",
                "SOMABRAIN_MEMORY_WRITE_MODE", "strict",
                "SOMABRAIN_HTTP_RETRIES", "2"));
  }

  @Test
  void letsTheEnvironmentWinOverFiles() {
    assertThat(
            variables(
                Map.of("SOMABRAIN_MEMORY_WRITE_MODE", "sync"),
                Map.of("somabrain.memory-write-mode", "strict")))
        .containsExactly(Map.entry("SOMABRAIN_MEMORY_WRITE_MODE", "sync"));
  }

  @Test
  void letsTheFirstSourceWinHoweverTheNameIsSpelt() {
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("first", Map.of("somabrain.memory.write-mode", "sync")));
    environment
        .getPropertySources()
        .addLast(new MapPropertySource("second", Map.of("somabrain.memory-write-mode", "strict")));

    assertThat(SpringVariables.in(environment))
        .containsEntry("SOMABRAIN_MEMORY_WRITE_MODE", "sync");
  }

  @Test
  void readsTruthAsSwitches() {
    assertThat(
            variables(
                Map.of("SOMABRAIN_POSTGRES_MIGRATE", "false"),
                Map.of("somabrain.debug-memory-client", true)))
        .containsEntry("SOMABRAIN_POSTGRES_MIGRATE", "0")
        .containsEntry("SOMABRAIN_DEBUG_MEMORY_CLIENT", "1");
  }

  @Test
  void namesPropertiesInPlaceOfVariables() {
    assertThat(SpringVariables.named("SOMABRAIN_HTTP_RETRYS: did you mean SOMABRAIN_HTTP_RETRIES?"))
        .isEqualTo("somabrain.http-retrys: did you mean somabrain.http-retries?");
  }
}
