package io.soma.memory.app.config;

import io.soma.memory.domain.Quoted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings, as texts of variables or as values that a program gave, and collects all problems
 * instead of stopping at the first.
 */
final class EnvironmentReader {

  private final Map<String, String> environment;
  private final Map<Variable, GivenValue> given;
  private final boolean isProgram;
  private final List<String> problems = new ArrayList<>();
  // Each file is read once, so that its problems are reported once.
  private final Map<Variable, Optional<String>> inFiles = new EnumMap<>(Variable.class);

  private EnvironmentReader(
      Map<String, String> environment, Map<Variable, GivenValue> given, boolean isProgram) {
    this.environment = environment;
    this.given = given;
    this.isProgram = isProgram;
  }

  EnvironmentReader(Map<String, String> environment) {
    this(environment, Map.of(), false);
    problems.addAll(MisspeltVariables.in(environment.keySet()));
  }

  /** Reads values that a program gave, and nothing else. */
  EnvironmentReader(Map<Variable, GivenValue> given, Map<String, String> transportSettings) {
    this(transportSettings, given, true);
  }

  /** Reads values that a program gave, and variables for the rest. */
  static EnvironmentReader ofProgramIn(
      Map<String, String> environment, Map<Variable, GivenValue> given) {
    EnvironmentReader reader = new EnvironmentReader(environment, given, false);
    reader.problems.addAll(MisspeltVariables.in(environment.keySet()));
    return reader;
  }

  /**
   * The result built from all settings; null if problems prevented it.
   *
   * @throws ConfigurationException listing everything that was wrong
   */
  <T> T whole(@Nullable T config) {
    if (config == null || !problems.isEmpty()) {
      throw new ConfigurationException(problems);
    }
    return config;
  }

  void problem(String problem) {
    problems.add(problem);
  }

  /** A text, or an empty one and a problem. */
  String required(Variable variable) {
    String value = optional(variable);
    if (value == null) {
      if (!isNamed(variable)) {
        problems.add(
            name(variable)
                + " is not set: "
                + variable.meaning()
                + UnknownVariables.meantFor(variable, environment.keySet())
                    .map(name -> "; " + name + " is set, which is no variable of Soma Memory")
                    .orElse(""));
      }
      return "";
    }
    return value;
  }

  /** The text of a variable, or of the file that is named for it, or its default. */
  @Nullable String optional(Variable variable) {
    GivenValue value = given.get(variable);
    if (value != null) {
      return value.usable().map(Object::toString).orElse(null);
    }
    String text = text(variable.key());
    if (isInFile(variable)) {
      return inFiles.computeIfAbsent(variable, this::inFile).orElse(null);
    }
    return text == null ? variable.fallback() : text;
  }

  /** Whether a variable or the file for it is set, be the file of use or not. */
  boolean isNamed(Variable variable) {
    return given.containsKey(variable) || text(variable.key()) != null || isInFile(variable);
  }

  /** The value that a program gave, if it gave one. */
  <T> Optional<T> given(Variable variable, Class<T> type) {
    return Optional.ofNullable(given.get(variable)).flatMap(GivenValue::usable).map(type::cast);
  }

  /** The name under which the user sets it: a variable, or a method of the builder. */
  String name(Variable variable) {
    GivenValue value = given.get(variable);
    if (value != null) {
      return value.method();
    }
    return isProgram ? MemoryConfigBuilder.methodOf(variable) : variable.key();
  }

  /** Whether a method set it, and no variable. */
  boolean isByProgram(Variable variable) {
    return given.containsKey(variable);
  }

  /** A value as the user set it. */
  String shown(Variable variable, String value) {
    return isProgram || isByProgram(variable)
        ? MemoryConfigBuilder.methodOf(variable) + "(" + value + ")"
        : variable.key() + "=" + value;
  }

  /** What the user does to set it, with an example. */
  String howToSet(Variable variable, String example) {
    return isProgram
        ? "call " + MemoryConfigBuilder.methodOf(variable) + "(\"" + example + "\")"
        : "set " + variable.key() + ", such as " + example;
  }

  /** The settings of an added transport, by their names in lower case. */
  Map<String, String> ofTransport(String transport) {
    String prefix = transportPrefix(transport);
    return environment.entrySet().stream()
        .filter(
            each -> each.getKey().startsWith(prefix) && each.getKey().length() > prefix.length())
        .collect(
            Collectors.toUnmodifiableMap(
                each -> each.getKey().substring(prefix.length()).toLowerCase(Locale.ROOT),
                each -> each.getValue().strip()));
  }

  /** The prefix of a transport's variables. */
  static String transportPrefix(String transport) {
    return Variable.PREFIX + "TRANSPORT_" + variableName(transport) + "_";
  }

  /** A name as variables have it. */
  static String variableName(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }

  /** Whether the file for a variable is set. */
  boolean isInFile(Variable variable) {
    return variable.hasFile() && text(variable.fileKey()) != null;
  }

  private Optional<String> inFile(Variable variable) {
    String key = variable.fileKey();
    if (text(variable.key()) != null) {
      problems.add(variable.key() + " and " + key + " are both set: unset one of them");
      return Optional.empty();
    }
    try {
      return Optional.of(SecretFile.read(Objects.requireNonNull(text(key))));
    } catch (IllegalArgumentException e) {
      problems.add(key + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  private @Nullable String text(String key) {
    String value = environment.get(key);
    return value == null || value.isBlank() ? null : value.strip();
  }

  /** The value of a variable that has a default; the default and a problem if it is malformed. */
  <T> T value(Variable variable, Setting<T> setting) {
    String fallback = Objects.requireNonNull(variable.fallback());
    GivenValue value = given.get(variable);
    if (value != null) {
      T usual = setting.parser().apply(fallback);
      return value
          .usable()
          .map(usable -> checked(variable, value.method(), usable, setting, usual))
          .orElse(usual);
    }
    String text = Objects.requireNonNullElse(optional(variable), fallback);
    try {
      return setting.parser().apply(text);
    } catch (RuntimeException e) {
      problems.add(
          variable.key()
              + "="
              + Quoted.of(text)
              + " is not "
              + setting.allowed()
              + ": "
              + variable.meaning());
      return setting.parser().apply(fallback);
    }
  }

  // The builder gives each variable values of its setting's type alone.
  @SuppressWarnings("unchecked")
  private <T> T checked(
      Variable variable, String method, Object given, Setting<T> setting, T fallback) {
    T value = (T) given;
    if (setting.check().test(value)) {
      return value;
    }
    problems.add(
        method + "(" + value + ") is not " + setting.allowed() + ": " + variable.meaning());
    return fallback;
  }

  /** Notes a problem that a value object of another module reports. */
  <T> @Nullable T checked(Variable variable, Function<String, T> parser, String text) {
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      problems.add(name(variable) + ": " + e.getMessage());
      return null;
    }
  }
}
