package io.soma.memory.app.config;

import io.soma.memory.domain.Quoted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The values that a program gave to the builder. Those that are null or blank are kept too, so that
 * {@link MemoryConfigBuilder#build} reports them together with all other problems.
 */
final class GivenValues {

  private final Map<Variable, GivenValue> values = new EnumMap<>(Variable.class);

  /** The settings of their own that the last PostgresConfig brought. */
  private final Set<Variable> byPostgres = EnumSet.noneOf(Variable.class);

  private final Map<String, List<String>> ofParts = new TreeMap<>();

  void set(Variable variable, String method, @Nullable Object value) {
    values.put(variable, new GivenValue(method, value));
    byPostgres.remove(variable);
  }

  /** Sets what a PostgresConfig brings, unless a call for the setting itself was before. */
  void setByPostgres(Variable variable, String method, Object value) {
    if (!values.containsKey(variable) || byPostgres.contains(variable)) {
      values.put(variable, new GivenValue(method, value));
      byPostgres.add(variable);
    }
  }

  /** Forgets what the last PostgresConfig brought. */
  void forgetPostgres() {
    byPostgres.forEach(values::remove);
    byPostgres.clear();
  }

  /** Takes a part that no variable stands for. */
  <T> @Nullable T part(String method, @Nullable T part) {
    List<String> problems = new ArrayList<>();
    new GivenValue(method, part).problem().ifPresent(problems::add);
    ofParts.put(method, problems);
    return part;
  }

  /** Takes the entries of a map that have names and values. */
  Map<String, String> entries(String method, @Nullable Map<String, String> given) {
    Map<String, String> whole = new HashMap<>();
    List<String> problems = new ArrayList<>();
    if (given == null) {
      problems.add(method + " is not set");
      given = Map.of();
    }
    given.forEach(
        (name, value) -> {
          if (name == null || value == null) {
            problems.add(
                name == null
                    ? method + ": a setting has no name"
                    : method + ": the setting " + Quoted.of(name) + " is not set");
          } else {
            whole.put(name, value);
          }
        });
    Collections.sort(problems);
    ofParts.put(method, problems);
    return whole;
  }

  Map<Variable, GivenValue> values() {
    return Collections.unmodifiableMap(values);
  }

  /** A problem for each method that got null or a blank text. */
  List<String> problems() {
    Map<String, String> ofMethods = new TreeMap<>();
    values.forEach(
        (variable, given) ->
            given
                .problem()
                .ifPresent(
                    problem -> ofMethods.putIfAbsent(given.method(), told(variable, problem))));
    Set<String> all = new LinkedHashSet<>(ofMethods.values());
    ofParts.values().forEach(all::addAll);
    return List.copyOf(all);
  }

  private static String told(Variable variable, String problem) {
    return problem
        + (variable.required() ? ": " : " (leave out the call for the default): ")
        + variable.meaning();
  }
}
