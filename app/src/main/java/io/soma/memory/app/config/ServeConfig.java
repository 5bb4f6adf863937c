package io.soma.memory.app.config;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All settings of {@code ./soma serve}; immutable, and {@link #toString} shows no secret.
 *
 * @param parts the parts that run in this process
 * @param ops where metrics and health are shown
 * @param admin the administrators' door; without a token there is none
 * @param drainDelay from {@code /readyz} saying 503 to the end of intake
 * @param deadline for a stop as a whole
 * @param metricsToOpenTelemetry whether OpenTelemetry shows the metrics too
 * @param effective every variable with the value that holds, secrets masked, by its name
 */
public record ServeConfig(
    MemoryConfig memory,
    Set<ServePart> parts,
    GatewaySettings gateway,
    OpsSettings ops,
    Optional<AdminSettings> admin,
    Duration drainDelay,
    Duration deadline,
    boolean metricsToOpenTelemetry,
    Map<String, String> effective) {

  public ServeConfig {
    parts = Set.copyOf(parts);
  }

  /**
   * Reads variables.
   *
   * @throws ConfigurationException listing everything that is wrong
   */
  public static ServeConfig from(Map<String, String> environment) {
    return ServeConfigParser.parse(environment);
  }

  /** Whether a part runs in this process. */
  public boolean runs(ServePart part) {
    return parts.contains(part);
  }
}
