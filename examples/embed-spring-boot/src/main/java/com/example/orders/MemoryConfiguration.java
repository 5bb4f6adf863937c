package com.example.orders;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.telemetry.SharedMetrics;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.postgres.connection.PostgresConfig;
import io.soma.memory.postgres.transaction.TransactionalWrites;
import java.net.URI;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Soma Memory on the application's own DataSource and metrics, in a schema of its own. */
@Configuration
public class MemoryConfiguration {

  @Bean(destroyMethod = "close")
  SomaMemory somaMemory(
      DataSource dataSource,
      PrometheusRegistry metrics,
      @Value("${memory.endpoint}") URI endpoint,
      @Value("${memory.token}") String token) {
    return SomaMemory.start(
        MemoryConfig.builder()
            .endpoint(endpoint)
            .token(token)
            .postgres(PostgresConfig.of(dataSource).withSchema("soma_memory"))
            .poolSize(4)
            .metrics(SharedMetrics.on(metrics))
            .build());
  }

  @Bean
  PrometheusRegistry prometheusRegistry() {
    return new PrometheusRegistry();
  }

  @Bean(destroyMethod = "")
  MemoryClient memoryClient(SomaMemory soma) {
    return soma.client();
  }

  @Bean(destroyMethod = "")
  TransactionalWrites transactionalWrites(SomaMemory soma) {
    return soma.transactional();
  }
}
