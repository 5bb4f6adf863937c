package io.soma.memory.app.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Says which of the names that are meant for an engine are none of its variables. */
final class UnknownVariables {

  private static final Set<Variable> OF_A_SERVICE =
      EnumSet.range(Variable.SERVE_PARTS, Variable.GATEWAY_REQUEST_TIMEOUT);
  private static final Set<String> OF_AN_ENGINE =
      keys(EnumSet.complementOf(EnumSet.copyOf(OF_A_SERVICE)));
  private static final List<String> COMMANDS =
      List.of("ADMIN_URL", "ADMIN_TRUST", "CLASSPATH", "JAVA_OPTIONS");
  private static final Set<String> OF_OTHER_PARTS = withCommands(keys(OF_A_SERVICE));
  private static final String OF_TRANSPORTS = Variable.PREFIX + "TRANSPORT_";

  private UnknownVariables() {}

  /** All variables of an engine, and those that name files with secrets. */
  static Set<String> ofAnEngine() {
    return OF_AN_ENGINE;
  }

  /** All variables of {@code ./soma serve} and of the commands, which an engine leaves alone. */
  static Set<String> ofOtherParts() {
    return OF_OTHER_PARTS;
  }

  /**
   * A problem for each name that no part of the product knows.
   *
   * @param read names that are read, too, so that {@link MisspeltVariables} has been asked for them
   */
  static List<String> in(Collection<String> names, Set<String> read) {
    return names.stream()
        .filter(name -> !OF_AN_ENGINE.contains(name) && !OF_OTHER_PARTS.contains(name))
        .filter(name -> !name.startsWith(OF_TRANSPORTS))
        .sorted()
        .flatMap(name -> problem(name, read.contains(name)))
        .toList();
  }

  private static Stream<String> problem(String name, boolean isRead) {
    List<String> misspelt = MisspeltVariables.in(List.of(name));
    if (misspelt.isEmpty()) {
      return Stream.of(describe(name));
    }
    return isRead ? Stream.empty() : misspelt.stream();
  }

  private static String describe(String name) {
    return name
        + " is not a variable of Soma Memory"
        + withTheWordsOf(name)
            .map(similar -> "; did you mean " + similar + "?")
            .orElse("; docs/configuration.md lists them");
  }

  /** The shortest of our names that has all words of this one. */
  private static Optional<String> withTheWordsOf(String name) {
    return OF_AN_ENGINE.stream()
        .filter(our -> words(our).toList().containsAll(words(name).toList()))
        .min((a, b) -> Integer.compare(a.length(), b.length()));
  }

  private static Stream<String> words(String name) {
    return Arrays.stream(name.split("_"));
  }

  private static Set<String> withCommands(Set<String> keys) {
    COMMANDS.forEach(name -> keys.add(Variable.PREFIX + name));
    return keys;
  }

  private static Set<String> keys(Set<Variable> variables) {
    return variables.stream()
        .flatMap(MisspeltVariables::names)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
