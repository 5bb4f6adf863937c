package io.soma.memory.spring;

import io.soma.memory.app.config.MemoryConfig;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/** Finds the variable that a property stands for, in any of the spellings that Spring allows. */
final class VariableSpelling {

  private static final Map<String, String> BY_LETTERS =
      Stream.concat(
              MemoryConfig.variables().stream(), MemoryConfig.variablesOfOtherParts().stream())
          .collect(Collectors.toUnmodifiableMap(VariableSpelling::letters, Function.identity()));

  private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

  private VariableSpelling() {}

  /** The variable of this property; one that does not exist for an unknown property. */
  static String of(ConfigurationPropertyName property) {
    // The prefix as we spell it, as Spring allows for others.
    String name =
        IntStream.range(1, property.getNumberOfElements())
            .mapToObj(i -> property.getElement(i, Form.ORIGINAL))
            .collect(Collectors.joining("_", SpringVariables.VARIABLES, ""));
    String known = BY_LETTERS.get(letters(name));
    return known == null ? guess(name) : known;
  }

  private static String letters(String name) {
    return name.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
  }

  private static String guess(String name) {
    return HUMP.matcher(name).replaceAll("_").toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }
}
