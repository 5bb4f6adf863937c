package io.soma.memory.spring;

import io.soma.memory.ports.driving.HealthReport;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;

/** The health report in the form of Spring Boot 3.5. */
final class Boot3HealthIndicator extends AbstractHealthIndicator {

  private final HealthReport report;

  Boot3HealthIndicator(HealthReport report) {
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
