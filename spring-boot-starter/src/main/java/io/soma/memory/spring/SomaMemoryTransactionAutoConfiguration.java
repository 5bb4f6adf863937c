package io.soma.memory.spring;

import io.soma.memory.app.SomaMemory;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.jdbc.datasource.DataSourceUtils;

/**
 * Lets writes join the transactions of an application that has Spring's JDBC, where the outbox is
 * on its DataSource.
 */
@AutoConfiguration(after = SomaMemoryAutoConfiguration.class)
@ConditionalOnClass(DataSourceUtils.class)
@ConditionalOnBean(SomaMemory.class)
@ConditionalOnSingleCandidate(DataSource.class)
@Conditional(OutboxOnHostDataSource.class)
public class SomaMemoryTransactionAutoConfiguration {

  /** Writes that commit with {@code @Transactional}, or not at all. */
  @Bean
  @ConditionalOnMissingBean
  public TransactionalMemory transactionalMemory(SomaMemory soma, DataSource dataSource) {
    return new TransactionalMemory(soma, HostDataSource.withoutTransactions(dataSource));
  }
}
