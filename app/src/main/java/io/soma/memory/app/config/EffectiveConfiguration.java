package io.soma.memory.app.config;

import io.soma.memory.postgres.connection.PostgresConfig;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The configuration in force, safe to show: every variable by its name, without secrets. */
final class EffectiveConfiguration {

  private EffectiveConfiguration() {}

  static Map<String, String> of(EnvironmentReader env, MemoryConfig memory) {
    Map<String, String> shown = new TreeMap<>();
    for (Variable variable : Variable.values()) {
      // The transport has no fixed default: it follows from whether a broker is set.
      String value =
          variable == Variable.OUTBOX_TRANSPORT
              ? memory.outbox().transport().name()
              : env.optional(variable);
      shown.put(
          variable.key(),
          value == null ? "not set" : shown(variable, value, memory) + place(env, variable));
    }
    return shown;
  }

  private static String place(EnvironmentReader env, Variable variable) {
    return env.isInFile(variable) ? " (from the file of " + variable.fileKey() + ")" : "";
  }

  private static String shown(PostgresConfig postgres) {
    return postgres.user() == null
        ? postgres.address()
        : postgres.address() + " as " + postgres.user();
  }

  private static String shown(Variable variable, String value, MemoryConfig memory) {
    if (variable.isSecret()) {
      return "***";
    }
    return switch (variable) {
      // Parsed by the class that knows where the password is.
      case POSTGRES_DSN -> shown(memory.outbox().postgres());
      case MEMORY_HTTP_ENDPOINT -> Objects.toString(memory.service().http().endpoint());
      default -> value;
    };
  }
}
