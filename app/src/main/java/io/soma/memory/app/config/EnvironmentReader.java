package io.soma.memory.app.config;

import io.soma.memory.domain.Quoted;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads variables, and collects what is wrong with them instead of stopping at the first. */
final class EnvironmentReader {

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();
  // Each file is read once, so that what is wrong with it is said once.
  private final Map<Variable, Optional<String>> inFiles = new EnumMap<>(Variable.class);

  EnvironmentReader(Map<String, String> environment) {
    this.environment = environment;
    problems.addAll(MisspeltVariables.in(environment.keySet()));
  }

  /**
   * What was made of everything that was read, null where too little was right for that.
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
        problems.add(variable.key() + " is not set: " + variable.meaning());
      }
      return "";
    }
    return value;
  }

  /** The text of a variable, or of the file that is named for it, or its default. */
  @Nullable String optional(Variable variable) {
    String text = text(variable.key());
    if (isInFile(variable)) {
      return inFiles.computeIfAbsent(variable, this::inFile).orElse(null);
    }
    return text == null ? variable.fallback() : text;
  }

  /** Whether a variable or the file for it is set, be the file of use or not. */
  boolean isNamed(Variable variable) {
    return text(variable.key()) != null || isInFile(variable);
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

  /** Notes what a value object of another module finds wrong. */
  <T> @Nullable T checked(Variable variable, Function<String, T> parser, String text) {
    try {
      return parser.apply(text);
    } catch (RuntimeException e) {
      problems.add(variable.key() + ": " + e.getMessage());
      return null;
    }
  }
}
