package io.soma.memory.spring;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Says why there is no {@link TransactionalMemory}; before Spring's own analyzer of missing beans.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class MissingTransactionAnalyzer
    extends AbstractFailureAnalyzer<NoSuchBeanDefinitionException> {

  @Override
  protected @Nullable FailureAnalysis analyze(
      Throwable rootFailure, NoSuchBeanDefinitionException cause) {
    return cause.getBeanType() == TransactionalMemory.class
        ? new FailureAnalysis(
            "There is no TransactionalMemory: writes can join transactions only where the outbox is"
                + " on the application's own DataSource.",
            "Give the application one DataSource and spring-jdbc, and leave out"
                + " somabrain.postgres-dsn and somabrain.enabled=false; or write with MemoryClient,"
                + " outside of transactions.",
            cause)
        : null;
  }
}
