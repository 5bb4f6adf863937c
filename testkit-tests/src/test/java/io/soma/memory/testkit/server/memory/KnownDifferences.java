package io.soma.memory.testkit.server.memory;

import java.util.Map;

/**
 * The answers in which the double differs from the real service on purpose, by transcript and step,
 * each with the reason. {@code docs/memory-service-double.md} describes the same table.
 */
final class KnownDifferences {
  private static final String METRICS =
      "the figures of a Python process, which the double has not: it names the first of them";

  private static final Map<String, String> REASONS =
      Map.of(
          "auth-of-the-rest 9", METRICS,
          "health-all-up 8", METRICS,
          "health-database-down 9", METRICS);

  private KnownDifferences() {}

  static Map<String, String> reasons() {
    return REASONS;
  }
}
