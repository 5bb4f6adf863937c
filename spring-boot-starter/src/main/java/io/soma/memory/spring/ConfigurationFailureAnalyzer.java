package io.soma.memory.spring;

import io.soma.memory.app.config.ConfigurationException;
import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says everything that is wrong with the settings, by the names that Spring's users know. */
final class ConfigurationFailureAnalyzer extends AbstractFailureAnalyzer<ConfigurationException> {

  @Override
  protected FailureAnalysis analyze(Throwable rootFailure, ConfigurationException cause) {
    String problems =
        cause.problems().stream()
            .map(problem -> "  - " + SpringVariables.named(problem))
            .collect(Collectors.joining("\n"));
    return new FailureAnalysis(
        "Soma Memory's configuration is not right:\n\n" + problems,
        "Correct these properties, or the environment variables of the same names:"
            + " somabrain.memory-http-endpoint is SOMABRAIN_MEMORY_HTTP_ENDPOINT. Without"
            + " somabrain.postgres-dsn, the application's own DataSource is used if it has one, or"
            + " one of several that is @Primary."
            + " somabrain.enabled=false starts without Soma Memory.",
        cause);
  }
}
