package io.soma.memory.spring;

import io.soma.memory.app.config.MemoryConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * The variables of {@code docs/configuration.md} under Spring's names: {@code SOMABRAIN_X_Y} is
 * {@code somabrain.x-y}, {@code somabrain.xY}, {@code somabrain.x_y} or {@code somabrain.x.y}, and
 * {@code true} and {@code false} are 1 and 0. Where a setting is in several places, Spring's order
 * decides.
 *
 * @param texts each variable that is set, with its text
 * @param own those that are set outside of the environment, which no other program shares
 */
record SpringVariables(Map<String, String> texts, Set<String> own) {

  static final String PROPERTIES = "somabrain";

  static final String VARIABLES = "SOMABRAIN_";
  private static final String ENABLED = VARIABLES + "ENABLED";
  private static final Pattern VARIABLE = Pattern.compile(VARIABLES + "([A-Z0-9_]+)");
  private static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of(PROPERTIES);

  /** All that are set. */
  static SpringVariables in(Environment environment) {
    Binder binder = Binder.get(environment);
    Map<String, String> texts = new HashMap<>();
    Set<String> own = new HashSet<>();
    for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
      Map<String, String> ofSource = new HashMap<>();
      names(source)
          .forEach(
              name ->
                  binder
                      .bind(name, Bindable.of(String.class))
                      .ifBound(text -> add(ofSource, name, text(text))));
      ofSource.remove(ENABLED);
      ofSource.forEach(texts::putIfAbsent);
      if (!(source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource)) {
        own.addAll(ofSource.keySet());
      }
    }
    return new SpringVariables(Map.copyOf(texts), Set.copyOf(own));
  }

  /**
   * The properties that only {@code ./soma serve} or the commands read, as one configuration may be
   * for several applications.
   */
  List<String> withoutEffect() {
    return own.stream()
        .filter(MemoryConfig.variablesOfOtherParts()::contains)
        .map(SpringVariables::named)
        .sorted()
        .toList();
  }

  /** Property names in place of the variables that a text names. */
  static String named(String text) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            found -> PROPERTIES + "." + found.group(1).toLowerCase(Locale.ROOT).replace('_', '-'))
        .replace("is not a variable of", "is not a setting of");
  }

  private static Stream<ConfigurationPropertyName> names(ConfigurationPropertySource source) {
    return source instanceof IterableConfigurationPropertySource all
        ? all.stream().filter(PREFIX::isAncestorOf)
        : Stream.empty();
  }

  // The items of a list become one text with commas.
  private static void add(Map<String, String> texts, ConfigurationPropertyName name, String text) {
    if (name.isLastElementIndexed()) {
      texts.merge(VariableSpelling.of(name.getParent()), text, (a, b) -> a + "," + b);
    } else {
      texts.putIfAbsent(VariableSpelling.of(name), text);
    }
  }

  private static String text(String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true" -> "1";
      case "false" -> "0";
      default -> value;
    };
  }

  /** The names alone, as some texts are secrets. */
  @Override
  public String toString() {
    return "SpringVariables" + texts.keySet();
  }
}
