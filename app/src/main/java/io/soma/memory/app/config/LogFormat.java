package io.soma.memory.app.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** How {@code ./soma serve} logs. */
public enum LogFormat {
  TEXT,
  JSON,
  ECS;

  /** Whether an environment asks for lines that programs read. */
  public static boolean isForMachines(Map<String, String> environment) {
    String asked = environment.getOrDefault(Variable.LOG_FORMAT.key(), "");
    return Arrays.stream(values())
        .filter(format -> format != TEXT)
        .anyMatch(format -> format.name().toLowerCase(Locale.ROOT).equals(asked));
  }
}
