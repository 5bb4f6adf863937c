package io.soma.memory.testkit.server.memory;

/** The routes that tell which of the service's servers answer. */
final class HealthRoutes {
  private final Settings settings;
  private final HealthReport report;

  HealthRoutes(Settings settings, StoreCounts counts) {
    this.settings = settings;
    report = new HealthReport(counts);
  }

  /** The flags, true or false. */
  Answer flags() {
    return Answer.json(200, settings.health().json());
  }

  /** The flags if all are true; else an error without them. */
  Answer healthz() {
    HealthClaims health = settings.health();
    return health.all()
        ? Answer.json(200, health.json())
        : Answer.detail(503, "System backend is unhealthy");
  }

  Answer detailed(Request request) {
    Bearer.checkExactly(request, settings.token);
    return Answer.json(200, report.of(settings.health(), settings.state.database()));
  }
}
