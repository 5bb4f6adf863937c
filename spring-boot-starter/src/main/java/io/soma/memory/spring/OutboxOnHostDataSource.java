package io.soma.memory.spring;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Whether the properties leave the outbox on the application's DataSource. */
final class OutboxOnHostDataSource implements Condition {

  @Override
  public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
    return !HostDataSource.isElsewhere(SpringVariables.in(context.getEnvironment()).texts());
  }
}
