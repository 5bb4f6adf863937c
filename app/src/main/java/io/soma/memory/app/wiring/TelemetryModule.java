package io.soma.memory.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Provides;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.soma.memory.app.config.MemoryConfig;
import io.soma.memory.app.telemetry.LoggedTelemetry;
import io.soma.memory.app.telemetry.MetricsPage;
import io.soma.memory.app.telemetry.PrometheusTelemetry;
import io.soma.memory.app.telemetry.SharedMetrics;
import io.soma.memory.app.telemetry.SharedTelemetry;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driven.Tracing;
import io.soma.memory.supervision.CloseStack;
import io.soma.memory.supervision.GuardedTelemetry;
import io.soma.memory.supervision.GuardedTracing;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Telemetry as Prometheus metrics, in a registry of this application's own. */
final class TelemetryModule extends AbstractModule {

  @Provides
  @Singleton
  static PrometheusRegistry registry() {
    return new PrometheusRegistry();
  }

  @Provides
  @Singleton
  static Telemetry telemetry(
      PrometheusRegistry registry, MemoryConfig config, InstantSource clock, CloseStack closing) {
    Telemetry metrics =
        new PrometheusTelemetry(
            registry, config.metricsMaxTenants(), clock, config.host().instance());
    SharedMetrics shared = config.host().metrics();
    if (shared != null) {
      closing.with(shared.show(registry));
    }
    // An event is logged even if the metrics fail.
    return GuardedTelemetry.of(new LoggedTelemetry(withHosts(metrics, config.host().telemetry())));
  }

  private static Telemetry withHosts(Telemetry metrics, @Nullable Telemetry host) {
    Telemetry ours = GuardedTelemetry.of(metrics);
    return host == null ? ours : new SharedTelemetry(ours, GuardedTelemetry.of(host));
  }

  @Provides
  @Singleton
  static Tracing tracing(MemoryConfig config) {
    Tracing host = config.host().tracing();
    return GuardedTracing.of(
        host == null ? ServiceLoader.load(Tracing.class).findFirst().orElse(Tracing.NONE) : host);
  }

  @Provides
  @Singleton
  static MetricsPage metrics(PrometheusRegistry registry) {
    return new MetricsPage(registry);
  }
}
