package io.soma.memory.spring;

import io.soma.memory.ports.driven.OutboxUnavailableException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.Environment;

/** Says why the outbox cannot be used, and which properties say where it is. */
final class OutboxFailureAnalyzer extends AbstractFailureAnalyzer<OutboxUnavailableException> {

  private static final String WITHOUT = " somabrain.enabled=false starts without Soma Memory.";

  private final Environment environment;

  OutboxFailureAnalyzer(Environment environment) {
    this.environment = environment;
  }

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable rootFailure, OutboxUnavailableException cause) {
    String action =
        HostDataSource.isElsewhere(SpringVariables.in(environment).texts())
            ? "Start that PostgreSQL, or correct somabrain.postgres-dsn. Without it, the outbox is"
                + " on the application's own DataSource."
            : "Start the PostgreSQL of the application's DataSource, or correct"
                + " spring.datasource.url, spring.datasource.username and"
                + " spring.datasource.password. With somabrain.postgres-dsn the outbox is in"
                + " another database.";
    return new FailureAnalysis(
        "Soma Memory " + SpringVariables.named(String.valueOf(cause.getMessage())) + ".",
        action + WITHOUT,
        cause);
  }
}
