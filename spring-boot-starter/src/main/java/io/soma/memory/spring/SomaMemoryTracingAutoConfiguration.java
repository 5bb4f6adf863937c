package io.soma.memory.spring;

import io.opentelemetry.api.OpenTelemetry;
import io.soma.memory.opentelemetry.OpenTelemetryTracing;
import io.soma.memory.ports.driven.Tracing;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;

/**
 * Traces with the application's OpenTelemetry where {@code soma-memory-opentelemetry} is on the
 * class path; without such a bean, that module takes the global one.
 */
@AutoConfiguration(
    afterName = {
      // Spring Boot 4, then 3.5.
      "org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.opentelemetry.OpenTelemetryAutoConfiguration",
    })
@ConditionalOnProperty(name = "somabrain.enabled", matchIfMissing = true)
@ConditionalOnClass({OpenTelemetry.class, OpenTelemetryTracing.class})
@ConditionalOnBean(OpenTelemetry.class)
public class SomaMemoryTracingAutoConfiguration {

  /** The spans. */
  @Bean
  @ConditionalOnMissingBean
  public Tracing memoryTracing(OpenTelemetry openTelemetry) {
    return new OpenTelemetryTracing(openTelemetry);
  }
}
