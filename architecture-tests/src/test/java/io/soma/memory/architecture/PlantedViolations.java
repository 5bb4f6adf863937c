package io.soma.memory.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which planted classes break which rule; names are without the root of their packages. */
final class PlantedViolations {

  /** Public classes for the others to see; they break nothing. */
  static final Set<String> SEEN =
      Set.of(
          "app.config.planted.Setting",
          "benchmarks.planted.Measured",
          "gateway.planted.Listening",
          "ports.planted.SomePort",
          "sandbox.planted.Scene",
          "testkit.planted.Fake");

  private static final String LIST = "planted-violations.properties";

  private PlantedViolations() {}

  /** By the rule's name. */
  static Map<String, Set<String>> byRule() {
    Map<String, Set<String>> byRule = new TreeMap<>();
    Properties list = list();
    for (String rule : list.stringPropertyNames()) {
      byRule.put(rule, new TreeSet<>(Set.of(list.getProperty(rule).split(",\\s*"))));
    }
    return byRule;
  }

  private static Properties list() {
    Properties list = new Properties();
    try (InputStream in =
        Objects.requireNonNull(PlantedViolations.class.getResourceAsStream(LIST), LIST)) {
      list.load(in);
    } catch (IOException e) {
      throw new AssertionError(LIST, e);
    }
    return list;
  }
}
