package io.soma.memory.app.config;

import io.soma.memory.domain.Quoted;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads variables, and collects what is wrong with them instead of stopping at the first. */
final class EnvironmentReader {

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  EnvironmentReader(Map<String, String> environment) {
    this.environment = environment;
    problems.addAll(MisspeltVariables.in(environment.keySet()));
  }

  /** Everything that was wrong so far. */
  List<String> problems() {
    return List.copyOf(problems);
  }

  /** A text, or an empty one and a problem. */
  String required(Variable variable) {
    String value = raw(variable);
    if (value == null) {
      problems.add(variable.key() + " is not set: " + variable.meaning());
      return "";
    }
    return value;
  }

  @Nullable String optional(Variable variable) {
    return raw(variable);
  }

  int integer(Variable variable, int min, int max) {
    return parsed(
        variable,
        "a whole number from " + min + " to " + max,
        min,
        text -> within(new BigDecimal(text), min, max).intValueExact());
  }

  Duration seconds(Variable variable, double min, double max) {
    return parsed(
        variable,
        "seconds from " + min + " to " + max,
        Duration.ofSeconds(1),
        text -> duration(within(new BigDecimal(text), min, max)));
  }

  Duration hours(Variable variable, int max) {
    return parsed(
        variable,
        "hours from 0 to " + max,
        Duration.ZERO,
        text -> duration(within(new BigDecimal(text), 0, max).multiply(BigDecimal.valueOf(3600))));
  }

  <E extends Enum<E>> E choice(Variable variable, Class<E> type) {
    E[] constants = type.getEnumConstants();
    List<String> names = new ArrayList<>();
    for (E constant : constants) {
      names.add(constant.name().toLowerCase(Locale.ROOT));
    }
    return parsed(
        variable,
        "one of " + String.join(", ", names),
        constants[0],
        text -> constants[indexOf(names, text)]);
  }

  /** Notes what a value object of another module finds wrong. */
  <T> @Nullable T checked(Variable variable, Function<String, T> parser, String text) {
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      problems.add(variable.key() + ": " + e.getMessage());
      return null;
    }
  }

  private <T> T parsed(Variable variable, String allowed, T stand, Function<String, T> parser) {
    String text = raw(variable);
    if (text == null) {
      return stand;
    }
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      problems.add(
          variable.key()
              + "="
              + Quoted.of(text)
              + " is not "
              + allowed
              + ": "
              + variable.meaning());
      return stand;
    }
  }

  private @Nullable String raw(Variable variable) {
    String value = environment.get(variable.key());
    return value == null || value.isBlank() ? variable.fallback() : value.strip();
  }

  private static int indexOf(List<String> names, String text) {
    int index = names.indexOf(text);
    if (index < 0) {
      throw new IllegalArgumentException(text);
    }
    return index;
  }

  private static BigDecimal within(BigDecimal value, double min, double max) {
    if (value.compareTo(BigDecimal.valueOf(min)) < 0
        || value.compareTo(BigDecimal.valueOf(max)) > 0) {
      throw new IllegalArgumentException(value.toString());
    }
    return value;
  }

  private static Duration duration(BigDecimal seconds) {
    return Duration.ofMillis(seconds.movePointRight(3).longValue());
  }
}
