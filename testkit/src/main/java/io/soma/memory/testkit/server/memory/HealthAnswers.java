package io.soma.memory.testkit.server.memory;

/** The routes that tell which of the service's servers answer. */
final class HealthAnswers {
  private final Settings settings;
  private final HealthPage report;

  HealthAnswers(Settings settings, StoreCounts counts) {
    this.settings = settings;
    report = new HealthPage(counts);
  }

  /** The flags, true or false. */
  ScriptedAnswer flags() {
    return ScriptedAnswer.json(200, settings.health().json());
  }

  /** The flags if all are true; else an error without them. */
  ScriptedAnswer healthz() {
    HealthClaims health = settings.health();
    return health.all()
        ? ScriptedAnswer.json(200, health.json())
        : ScriptedAnswer.detail(503, "System backend is unhealthy");
  }

  ScriptedAnswer detailed(Request request) {
    Bearer.checkExactly(request, settings.token);
    return ScriptedAnswer.json(200, report.of(settings.health(), settings.state.database()));
  }
}
