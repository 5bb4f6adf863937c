package io.soma.memory.gateway.serve;

import io.soma.memory.app.telemetry.MetricsPage;
import io.soma.memory.ports.driven.MetricsExport;
import io.soma.memory.supervision.BackgroundLoop;
import io.soma.memory.supervision.Logs;
import io.soma.memory.supervision.Supervisor;
import java.time.Duration;
import java.util.Optional;
import java.util.ServiceLoader;
import org.slf4j.Logger;

/** Offers the metrics to OpenTelemetry, again and again, as some of them come later. */
final class MetricsOffer implements AutoCloseable {

  private static final Logger LOG = Logs.of(MetricsOffer.class);
  private static final Duration EVERY = Duration.ofSeconds(10);

  private final MetricsExport export;
  private final BackgroundLoop turns;

  private MetricsOffer(MetricsExport export, MetricsPage page, Supervisor supervisor) {
    this.export = export;
    this.turns =
        supervisor.repeat(
            "show the metrics through OpenTelemetry", EVERY, () -> export.offer(page::families));
  }

  /** Begins, where the class path has one that shows them. */
  static Optional<MetricsOffer> start(MetricsPage page, Supervisor supervisor) {
    Optional<MetricsExport> export = ServiceLoader.load(MetricsExport.class).findFirst();
    if (export.isEmpty()) {
      LOG.warn(
          "SOMABRAIN_OPS_OPENTELEMETRY is set, and soma-memory-opentelemetry is not on the"
              + " class path: the metrics are at /metrics alone");
    }
    return export.map(found -> new MetricsOffer(found, page, supervisor));
  }

  @Override
  public void close() {
    turns.endAfterTurn();
    export.close();
  }
}
