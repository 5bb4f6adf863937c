package io.soma.memory.spring;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The variables of {@code docs/configuration.md} under Spring's names: {@code SOMABRAIN_X_Y} is
 * {@code somabrain.x-y} too, or {@code somabrain.x.y}, and {@code true} and {@code false} are 1 and
 * 0. Where a setting is written in several places, Spring's order decides.
 */
final class SpringVariables {

  static final String PROPERTIES = "somabrain";

  private static final String VARIABLES = "SOMABRAIN_";
  private static final Pattern VARIABLE = Pattern.compile(VARIABLES + "([A-Z0-9_]+)");
  private static final Bindable<Map<String, String>> TEXTS =
      Bindable.mapOf(String.class, String.class);

  private SpringVariables() {}

  /** All that are set. */
  static Map<String, String> in(Environment environment) {
    Map<String, String> variables = new HashMap<>();
    // Spring lists what it finds first first.
    Binder.get(environment)
        .bind(PROPERTIES, TEXTS)
        .orElseGet(Map::of)
        .forEach((name, value) -> variables.putIfAbsent(variable(name), text(value)));
    return variables;
  }

  /** Property names in place of the variables that a text names. */
  static String named(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> PROPERTIES + "." + found.group(1).toLowerCase(Locale.ROOT).replace('_', '-'));
  }

  private static String variable(String name) {
    return VARIABLES + name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static String text(String value) {
    return switch (value) {
      case "true" -> "1";
      case "false" -> "0";
      default -> value;
    };
  }
}
