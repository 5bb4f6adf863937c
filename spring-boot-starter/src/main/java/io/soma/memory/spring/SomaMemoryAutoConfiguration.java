package io.soma.memory.spring;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.soma.memory.app.SomaMemory;
import io.soma.memory.app.background.BackgroundParts;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.config.MemoryConfigBuilder;
import io.soma.memory.app.telemetry.SharedMetrics;
import io.soma.memory.app.telemetry.SharedTelemetry;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driven.Tracing;
import io.soma.memory.ports.driving.HealthReport;
import io.soma.memory.ports.driving.MemoryClient;
import io.soma.memory.ports.driving.OutboxAdministration;
import io.soma.memory.ports.driving.ServiceStatus;
import io.soma.memory.ports.driving.TenantAdministration;
import io.soma.memory.postgres.transaction.TransactionalWrites;
import io.soma.memory.supervision.Logs;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;

/**
 * Starts Soma Memory with the application's context, and drains it when that closes: after the web
 * server has answered its last request, and before the DataSource closes. Its driving ports are
 * beans. {@code somabrain.enabled=false} leaves all of it out; a {@link SomaMemory} bean of the
 * application's own takes its place.
 */
@AutoConfiguration(
    afterName = {
      // Spring Boot 4, then 3.5; names that are not there are passed over.
      "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
      "org.springframework.boot.autoconfigure.jdbc.DataSourceAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.metrics.export.prometheus.PrometheusMetricsExportAutoConfiguration",
    },
    after = {SomaMemoryMetricsAutoConfiguration.class, SomaMemoryTracingAutoConfiguration.class})
@ConditionalOnProperty(name = "somabrain.enabled", matchIfMissing = true)
public class SomaMemoryAutoConfiguration {

  private static final Logger LOG = Logs.of(SomaMemoryAutoConfiguration.class);

  /** The running Soma Memory. */
  @Bean(destroyMethod = "close")
  @ConditionalOnMissingBean
  @DependsOnDatabaseInitialization
  public SomaMemory somaMemory(
      Environment environment,
      ObjectProvider<DataSource> dataSource,
      ObjectProvider<PrometheusRegistry> prometheus,
      ObjectProvider<Telemetry> telemetry,
      ObjectProvider<Tracing> tracing,
      ObjectProvider<SomaMemoryCustomizer> customizers,
      ObjectProvider<BackgroundParts> parts) {
    SpringVariables variables = SpringVariables.in(environment);
    tellOf(variables.withoutEffect());
    MemoryConfigBuilder builder =
        MemoryConfig.builder(variables.texts()).refuseUnknown(variables.own());
    HostDataSource.use(builder, variables.texts(), dataSource);
    prometheus.ifUnique(registry -> builder.metrics(SharedMetrics.on(registry)));
    builder.telemetry(new SharedTelemetry(telemetry.orderedStream().toArray(Telemetry[]::new)));
    tracing.ifUnique(builder::tracing);
    customizers.orderedStream().forEach(each -> each.customize(builder));
    return SomaMemory.start(builder.build(), parts.getIfUnique(() -> BackgroundParts.ALL));
  }

  private static void tellOf(List<String> withoutEffect) {
    if (!withoutEffect.isEmpty()) {
      LOG.warn(
          "only ./soma serve and its commands read these properties, so they have no effect here:"
              + " {}",
          String.join(", ", withoutEffect));
    }
  }

  /** Writes and reads. */
  @Bean(destroyMethod = "")
  @ConditionalOnMissingBean
  public MemoryClient memoryClient(SomaMemory soma) {
    return soma.client();
  }

  /** How the memory service and the tenants are doing. */
  @Bean(destroyMethod = "")
  @ConditionalOnMissingBean
  public HealthReport memoryHealthReport(SomaMemory soma) {
    return soma.health();
  }

  /** What the memory service says of itself. */
  @Bean(destroyMethod = "")
  @ConditionalOnMissingBean
  public ServiceStatus memoryServiceStatus(SomaMemory soma) {
    return soma.serviceStatus();
  }

  /** What operators do to the outbox. */
  @Bean(destroyMethod = "")
  @ConditionalOnMissingBean
  public OutboxAdministration outboxAdministration(SomaMemory soma) {
    return soma.outbox();
  }

  /** What operators do to tenants. */
  @Bean(destroyMethod = "")
  @ConditionalOnMissingBean
  public TenantAdministration tenantAdministration(SomaMemory soma) {
    return soma.tenants();
  }

  /** Writes within a transaction of JDBC or jOOQ; it costs nothing until it is asked for. */
  @Bean(destroyMethod = "")
  @Lazy
  @ConditionalOnMissingBean
  public TransactionalWrites transactionalWrites(SomaMemory soma) {
    return soma.transactional();
  }
}
