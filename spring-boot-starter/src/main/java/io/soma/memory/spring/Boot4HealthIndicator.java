package io.soma.memory.spring;

import io.soma.memory.ports.driving.HealthReport;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** The health report in the form of Spring Boot 4. */
final class Boot4HealthIndicator extends AbstractHealthIndicator {

  private final HealthReport report;

  Boot4HealthIndicator(HealthReport report) {
    super("Soma Memory's health is not known");
    this.report = report;
  }

  @Override
  protected void doHealthCheck(Health.Builder builder) {
    HealthSummary summary = HealthSummary.of(report);
    if (summary.isUp()) {
      builder.up();
    } else {
      builder.down();
    }
    builder.withDetails(summary.details());
  }
}
