package io.soma.memory.spring;

import io.soma.memory.app.SomaMemory;
import io.soma.memory.ports.driving.HealthReport;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Shows Soma Memory in the application's health as {@code somaMemory}, unless {@code
 * management.health.soma-memory.enabled} is false. Spring Boot 4 has other classes for it than 3.5;
 * of the two parts below, the one whose classes are there is used.
 */
@AutoConfiguration(after = SomaMemoryAutoConfiguration.class)
@ConditionalOnBean(SomaMemory.class)
public class SomaMemoryHealthAutoConfiguration {

  /** Of Spring Boot 4. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(org.springframework.boot.health.contributor.HealthIndicator.class)
  @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator(
      "soma-memory")
  static class Boot4Configuration {

    @Bean
    @ConditionalOnMissingBean(name = "somaMemoryHealthIndicator")
    Boot4HealthIndicator somaMemoryHealthIndicator(HealthReport report) {
      return new Boot4HealthIndicator(report);
    }
  }

  /** Of Spring Boot 3.5. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(org.springframework.boot.actuate.health.HealthIndicator.class)
  @org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator(
      "soma-memory")
  static class Boot3Configuration {

    @Bean
    @ConditionalOnMissingBean(name = "somaMemoryHealthIndicator")
    Boot3HealthIndicator somaMemoryHealthIndicator(HealthReport report) {
      return new Boot3HealthIndicator(report);
    }
  }
}
