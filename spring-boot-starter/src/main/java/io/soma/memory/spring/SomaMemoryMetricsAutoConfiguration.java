package io.soma.memory.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/**
 * Counts with Micrometer where the application does not show its metrics on a PrometheusRegistry,
 * which Soma Memory's own metrics are shown on under the names that its dashboards have.
 */
@AutoConfiguration(
    afterName = {
      // Spring Boot 4, then 3.5.
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.metrics.export.prometheus.PrometheusMetricsExportAutoConfiguration",
    })
@ConditionalOnProperty(name = "somabrain.enabled", matchIfMissing = true)
@ConditionalOnClass(MeterRegistry.class)
@ConditionalOnBean(MeterRegistry.class)
@ConditionalOnMissingBean(PrometheusRegistry.class)
public class SomaMemoryMetricsAutoConfiguration {

  private static final String MAX_TENANTS = "SOMABRAIN_METRICS_MAX_TENANTS";

  /** The meters. */
  @Bean
  @ConditionalOnMissingBean
  public MicrometerTelemetry micrometerTelemetry(MeterRegistry registry, Environment environment) {
    return new MicrometerTelemetry(registry, maxTenants(environment));
  }

  // What is wrong with the text is said where all settings are read.
  private static int maxTenants(Environment environment) {
    String text = SpringVariables.in(environment).texts().getOrDefault(MAX_TENANTS, "1000");
    return text.matches("[0-9]{1,7}") ? Integer.parseInt(text) : 1000;
  }
}
