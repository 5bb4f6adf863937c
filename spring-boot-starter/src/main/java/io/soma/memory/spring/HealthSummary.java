package io.soma.memory.spring;

import io.soma.memory.domain.read.ServiceHealth;
import io.soma.memory.ports.driving.HealthReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The health in short.
 *
 * @param isUp whether a write would be acknowledged, and everything in the background goes on; a
 *     memory service that is down alone does not count, as writes then wait in the outbox
 * @param details for people
 */
record HealthSummary(boolean isUp, Map<String, Object> details) {

  static HealthSummary of(HealthReport report) {
    boolean takesWrites = report.takesWrites();
    List<String> troubles = report.backgroundTroubles();
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("takesWrites", takesWrites);
    details.put("memoryService", report.service().map(HealthSummary::words).orElse("unknown"));
    if (!troubles.isEmpty()) {
      details.put("backgroundTroubles", troubles);
    }
    return new HealthSummary(takesWrites && troubles.isEmpty(), details);
  }

  private static String words(ServiceHealth health) {
    return health.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
