package io.soma.memory.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.soma.memory.app.LogLines;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EnvironmentWarningsTest {

  @RegisterExtension final LogLines lines = new LogLines(ConfigParser.class, Level.WARN);

  @Test
  void bareEndpointIsToldWithThePortThatItIsTakenFor() {
    MemoryConfig config =
        MemoryConfig.from(
            Map.of(
                "SOMABRAIN_MEMORY_HTTP_ENDPOINT", "memory",
                "SOMABRAIN_MEMORY_HTTP_TOKEN", "token",
                "SOMABRAIN_POSTGRES_DSN", "postgresql://soma@db/soma"));

    assertThat(config.service().http().endpoint()).hasToString("http://memory");
    assertThat(lines.all())
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "the endpoint \"memory\" names no scheme and no port, and is taken for http://memory"
                + " on port 80");
  }

  @Test
  void unknownVariablesAreToldWithASuggestion() {
    assertThat(
            EnvironmentWarnings.unknown(
                Map.of(
                    "SOMABRAIN_PG_SCHEMA", "soma",
                    "SOMABRAIN_MODE_WRITE", "strict",
                    "SOMABRAIN_LLM_MODEL", "large",
                    "PATH", "/bin")))
        .containsExactly(
            "SOMABRAIN_LLM_MODEL is not a variable of Soma Memory; docs/configuration.md lists"
                + " them",
            "SOMABRAIN_MODE_WRITE is not a variable of Soma Memory; did you mean"
                + " SOMABRAIN_MEMORY_WRITE_MODE?",
            "SOMABRAIN_PG_SCHEMA is not a variable of Soma Memory; did you mean"
                + " SOMABRAIN_POSTGRES_SCHEMA?");
  }

  @Test
  void variablesOfServicesAndOtherPartsAreNone() {
    assertThat(
            EnvironmentWarnings.unknown(
                Map.of(
                    "SOMABRAIN_DB_SERVICE_HOST", "10.0.0.1",
                    "SOMABRAIN_DB_PORT", "tcp://10.0.0.1:5432",
                    "SOMABRAIN_GATEWAY_BIND", "127.0.0.1:1",
                    "SOMABRAIN_JAVA_OPTIONS", "-Xmx1g",
                    "SOMABRAIN_MEMORY_HTTP_TOKEN_FILE", "/run/token",
                    "SOMABRAIN_TRANSPORT_FILES_DIRECTORY", "/var/spool")))
        .isEmpty();
  }

  @Test
  void missingVariableNamesTheOneThatIsSetInItsPlace() {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> MemoryConfig.from(Map.of("SOMABRAIN_MEMORY_TOKEN", "hunter2")));

    assertThat(wrong.problems())
        .contains(
            "SOMABRAIN_MEMORY_HTTP_TOKEN is not set: the bearer token for the memory service;"
                + " SOMABRAIN_MEMORY_TOKEN is set, which is no variable of Soma Memory")
        .noneMatch(problem -> problem.contains("hunter2"));
  }

  @Test
  void refusedChoiceNamesTheAllowedOnesOnce() {
    ConfigurationException wrong =
        catchThrowableOfType(
            ConfigurationException.class,
            () -> MemoryConfig.from(Map.of("SOMABRAIN_MEMORY_WRITE_MODE", "async")));

    assertThat(wrong.problems())
        .anyMatch(
            problem ->
                problem.startsWith(
                    "SOMABRAIN_MEMORY_WRITE_MODE=\"async\" is not one of sync, fast_ack, strict:"
                        + " whether writes go directly"));
  }
}
