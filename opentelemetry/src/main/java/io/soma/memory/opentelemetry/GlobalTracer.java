package io.soma.memory.opentelemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The tracer of the global OpenTelemetry, from when the program or an agent sets that; until then
 * one that records nothing. {@link GlobalOpenTelemetry#get} alone would not do: while nothing is
 * set, it sets an OpenTelemetry that records nothing, and the program's own is refused later. Safe
 * for many threads.
 */
final class GlobalTracer implements Supplier<Tracer> {

  private static final boolean CONFIGURES_ITSELF =
      Boolean.parseBoolean(
          System.getProperty(
              "otel.java.global-autoconfigure.enabled",
              System.getenv("OTEL_JAVA_GLOBAL_AUTOCONFIGURE_ENABLED")));

  private static final boolean HAS_AGENT =
      GlobalState.isAgentLoaded("io.opentelemetry.javaagent.OpenTelemetryAgent");

  private final String scope;
  private final Tracer none;
  private final BooleanSupplier isSet = GlobalState.isSet(GlobalOpenTelemetry.class);

  GlobalTracer(String scope) {
    this.scope = scope;
    this.none = OpenTelemetry.noop().getTracer(scope);
  }

  @Override
  public Tracer get() {
    return HAS_AGENT || CONFIGURES_ITSELF || isSet.getAsBoolean()
        ? GlobalOpenTelemetry.getTracer(scope)
        : none;
  }
}
