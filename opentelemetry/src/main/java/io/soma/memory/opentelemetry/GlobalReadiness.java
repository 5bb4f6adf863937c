package io.soma.memory.opentelemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import java.util.function.BooleanSupplier;

/**
 * Whether the global OpenTelemetry may be asked. {@link GlobalOpenTelemetry#get} alone would not
 * do: while nothing is set, it sets an OpenTelemetry that records nothing, and the program's own is
 * refused later. Safe for many threads.
 */
final class GlobalReadiness implements BooleanSupplier {

  private static final boolean CONFIGURES_ITSELF =
      Boolean.parseBoolean(
          System.getProperty(
              "otel.java.global-autoconfigure.enabled",
              System.getenv("OTEL_JAVA_GLOBAL_AUTOCONFIGURE_ENABLED")));

  private static final boolean HAS_AGENT =
      GlobalState.isAgentLoaded("io.opentelemetry.javaagent.OpenTelemetryAgent");

  private final BooleanSupplier isSet = GlobalState.isSet(GlobalOpenTelemetry.class);

  @Override
  public boolean getAsBoolean() {
    return HAS_AGENT || CONFIGURES_ITSELF || isSet.getAsBoolean();
  }
}
