package io.soma.memory.opentelemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import java.util.function.Supplier;

/**
 * The tracer of the global OpenTelemetry, from when the program or an agent sets that; until then
 * one that records nothing. Safe for many threads.
 */
final class GlobalTracer implements Supplier<Tracer> {

  private final String scope;
  private final Tracer none;
  private final GlobalReadiness isReady = new GlobalReadiness();

  GlobalTracer(String scope) {
    this.scope = scope;
    this.none = OpenTelemetry.noop().getTracer(scope);
  }

  @Override
  public Tracer get() {
    return isReady.getAsBoolean() ? GlobalOpenTelemetry.getTracer(scope) : none;
  }
}
