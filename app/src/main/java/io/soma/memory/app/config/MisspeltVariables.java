package io.soma.memory.app.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds variables that are one or two letters off one of ours. Other {@code SOMABRAIN_*} names
 * belong to other programs and are left alone.
 */
final class MisspeltVariables {

  private static final int TOLERANCE = 2;

  private MisspeltVariables() {}

  static List<String> in(Collection<String> names) {
    Set<String> ours =
        Arrays.stream(Variable.values())
            .flatMap(MisspeltVariables::names)
            .collect(Collectors.toSet());
    ServiceLinks links = ServiceLinks.in(names);
    return names.stream()
        .filter(name -> name.startsWith(Variable.PREFIX) && !ours.contains(name))
        .filter(name -> !links.has(name))
        .sorted()
        .flatMap(name -> suggestion(name, ours))
        .toList();
  }

  /** The names of a variable. */
  static Stream<String> names(Variable variable) {
    return variable.hasFile()
        ? Stream.of(variable.key(), variable.fileKey())
        : Stream.of(variable.key());
  }

  private static Stream<String> suggestion(String name, Set<String> ours) {
    return ours.stream()
        .sorted()
        .filter(our -> distance(name, our) <= TOLERANCE)
        .limit(1)
        .map(our -> name + " is not a variable of Soma Memory; did you mean " + our + "?");
  }

  /** Levenshtein's: insertions, deletions and replacements from one to the other. */
  static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
