package io.soma.memory.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    return SpringVariables.in(environment).texts();
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "somabrain.memory-http-endpoint",
        "somabrain.memoryHttpEndpoint",
        "somabrain.memory_http_endpoint",
        "somabrain.memory.http.endpoint",
        "somabrain.memoryHttp.endpoint",
        "somabrain.MEMORY_HTTP_ENDPOINT",
        "somabrain.memoryhttpendpoint",
        "SomaBrain.MemoryHttpEndpoint"
      })
  void readsAPropertyInEachSpellingOfSpring(String property) {
    assertThat(variables(Map.of(), Map.of(property, "http://memory:1")))
        .containsExactly(Map.entry("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://memory:1"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"SOMABRAIN_MEMORY_HTTP_ENDPOINT", "SOMABRAIN_MEMORYHTTPENDPOINT"})
  void readsAVariableInEachSpellingOfSpring(String variable) {
    assertThat(variables(Map.of(variable, "http://memory:1"), Map.of()))
        .containsExactly(Map.entry("SOMABRAIN_MEMORY_HTTP_ENDPOINT", "http://memory:1"));
  }

  @Test
  void readsSettingsOfATransport() {
    assertThat(
            variables(
                Map.of(),
                Map.of(
                    "somabrain.transport.files.directory", "/var/spool",
                    "somabrain.transportFilesMaxAge", "3",
                    "somabrain.transport-files-owner", "soma")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "SOMABRAIN_TRANSPORT_FILES_DIRECTORY", "/var/spool",
                "SOMABRAIN_TRANSPORT_FILES_MAX_AGE", "3",
                "SOMABRAIN_TRANSPORT_FILES_OWNER", "soma"));
  }

  @Test
  void readsThePrefixInEachSpelling() {
    assertThat(
            variables(
                Map.of(),
                Map.of(
                    "soma-brain.enabled", "true",
                    "somaBrain.transport.files.directory", "/var/spool")))
        .containsExactly(Map.entry("SOMABRAIN_TRANSPORT_FILES_DIRECTORY", "/var/spool"));
  }

  @Test
  void readsAListAsOneText() {
    Map<String, Object> file = new LinkedHashMap<>();
    file.put("somabrain.kafkaUrl[0]", "broker-1:9092");
    file.put("somabrain.kafkaUrl[1]", "broker-2:9092");

    assertThat(variables(Map.of(), file))
        .containsExactly(Map.entry("SOMABRAIN_KAFKA_URL", "broker-1:9092,broker-2:9092"));
  }

  @Test
  void resolvesPlaceholders() {
    assertThat(
            variables(
                Map.of("MEMORY_TOKEN", "secret"),
                Map.of("somabrain.memoryHttpToken", "${MEMORY_TOKEN}")))
        .containsExactly(Map.entry("SOMABRAIN_MEMORY_HTTP_TOKEN", "secret"));
  }

  @Test
  void tellsWhichNamesNoOtherProgramShares() {
    variables(
        Map.of("SOMABRAIN_GATEWAY_BIND", "0.0.0.0:80", "SOMABRAIN_OTHER_PROGRAM", "on"),
        Map.of(
            "somabrain.enabled",
            true,
            "somabrain.http-retries",
            2,
            "somabrain.outboxApiToken",
            "of a service"));

    assertThat(SpringVariables.in(environment).own())
        .containsExactlyInAnyOrder("SOMABRAIN_HTTP_RETRIES", "SOMABRAIN_OUTBOX_API_TOKEN");
  }

  @Test
  void tellsWhichPropertiesHaveNoEffectHere() {
    variables(
        Map.of("SOMABRAIN_GATEWAY_BIND", "0.0.0.0:80"),
        Map.of("somabrain.outboxapitoken", "of a service", "somabrain.admin.url", "http://a:1"));

    assertThat(SpringVariables.in(environment).withoutEffect())
        .containsExactly("somabrain.admin-url", "somabrain.outbox-api-token");
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

    assertThat(SpringVariables.in(environment).texts())
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
