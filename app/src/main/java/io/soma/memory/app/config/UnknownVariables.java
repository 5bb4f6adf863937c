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

  /** An unknown name that a user may have set for this variable. */
  static Optional<String> meantFor(Variable variable, Collection<String> names) {
    return foreign(names).stream()
        .filter(
            name ->
                MisspeltVariables.names(variable)
                    .anyMatch(our -> words(our).toList().containsAll(words(name).toList())))
        .findFirst();
  }

  /** A warning for each {@code SOMABRAIN_*} name of an environment that has no effect here. */
  static List<String> withoutEffect(Collection<String> names) {
    List<String> foreign = foreign(names);
    return in(foreign, Set.copyOf(foreign));
  }

  // Other than those of services' links and of other parts.
  private static List<String> foreign(Collection<String> names) {
    ServiceLinks links = ServiceLinks.in(names);
    return names.stream()
        .filter(name -> name.startsWith(Variable.PREFIX) && !links.has(name))
        .filter(name -> !OF_AN_ENGINE.contains(name) && !OF_OTHER_PARTS.contains(name))
        .filter(name -> words(name).count() > 1)
        .sorted()
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

  /** The shortest of our names that has all words of this one, or the one with its last word. */
  private static Optional<String> withTheWordsOf(String name) {
    return OF_AN_ENGINE.stream()
        .filter(our -> words(our).toList().containsAll(words(name).toList()))
        .min((a, b) -> Integer.compare(a.length(), b.length()))
        .or(() -> theOneWithTheLastWordOf(name));
  }

  private static Optional<String> theOneWithTheLastWordOf(String name) {
    String end = name.substring(name.lastIndexOf('_'));
    List<String> same = OF_AN_ENGINE.stream().filter(our -> our.endsWith(end)).toList();
    return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
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
