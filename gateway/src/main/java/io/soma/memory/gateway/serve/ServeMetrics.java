package io.soma.memory.gateway.serve;

import io.soma.memory.app.telemetry.MetricsPage;
import io.soma.memory.ports.driving.HealthReport;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

/** The metrics of the service, beside those of its engine. */
final class ServeMetrics {

  /** What an alert asks for, so that it is there before the first. */
  private static final List<String> FROM_THE_START =
      List.of("200", "202", "401", "403", "429", "500", "503");

  private ServeMetrics() {}

  /** Metrics of the process and of the services that it depends on. */
  static void add(MetricsPage metrics, HealthReport health) {
    metrics.process();
    metrics.gauge(
        "memory_service_up",
        "1 while the memory service says that it takes writes; left out while that is not known",
        () ->
            health
                .service()
                .map(seen -> OptionalDouble.of(seen.acceptsWrites() ? 1 : 0))
                .orElseGet(OptionalDouble::empty));
    metrics.gauge(
        "memory_broker_up",
        "1 while the transport's broker answers, or, for a transport without one, while it takes"
            + " events; left out where this process has not seen either",
        () ->
            health
                .broker()
                .map(seen -> OptionalDouble.of(seen.isUp() ? 1 : 0))
                .orElseGet(OptionalDouble::empty));
    metrics.gauge(
        "memory_clock_skew_seconds",
        "How far this process's clock is ahead of the database's; left out while that is away",
        () ->
            health
                .clockSkew()
                .map(skew -> OptionalDouble.of(skew.toMillis() / 1e3))
                .orElseGet(OptionalDouble::empty));
    metrics.gauge(
        "memory_takes_writes",
        "1 while a write in the common mode would be acknowledged",
        () -> OptionalDouble.of(health.takesWrites() ? 1 : 0));
    metrics.gauge(
        "memory_background_troubles",
        "Parts that run in the background and do not go on; /readyz names them",
        () -> OptionalDouble.of(health.backgroundTroubles().size()));
  }

  /** Counts the gateway's answers by their status. */
  static IntConsumer answers(MetricsPage metrics) {
    Consumer<String> counters =
        metrics.counters(
            "memory_gateway_answers_total",
            "Answers of the gateway to its callers, by status",
            "status",
            FROM_THE_START);
    return status -> counters.accept(Integer.toString(status));
  }
}
