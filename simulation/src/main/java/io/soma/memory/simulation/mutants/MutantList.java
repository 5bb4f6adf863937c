package io.soma.memory.simulation.mutants;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The mutants as data: blocks of {@code key: value} lines, then lines that begin with {@code "- "}
 * and are in the source, and lines that begin with {@code "+ "} and take their place.
 */
public final class MutantList {

  private static final String LIST = "mutants.txt";

  private MutantList() {}

  /** All mutants that the project knows. */
  public static List<Mutant> all() {
    try (InputStream in =
        Objects.requireNonNull(MutantList.class.getResourceAsStream(LIST), LIST)) {
      return parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(LIST, e);
    }
  }

  static List<Mutant> parse(String text) {
    List<Mutant> mutants = new ArrayList<>();
    for (String block : text.split("\n(?=mutant: )")) {
      if (block.startsWith("mutant: ")) {
        mutants.add(mutant(block));
      }
    }
    return mutants;
  }

  private static Mutant mutant(String block) {
    Map<String, String> fields = new HashMap<>();
    StringBuilder before = new StringBuilder();
    StringBuilder after = new StringBuilder();
    for (String line : block.split("\n")) {
      if (line.startsWith("- ")) {
        before.append(line, 2, line.length()).append('\n');
      } else if (line.startsWith("+ ")) {
        after.append(line, 2, line.length()).append('\n');
      } else if (!line.isBlank() && !line.startsWith("#")) {
        int colon = line.indexOf(": ");
        fields.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return new Mutant(
        field(fields, "mutant"),
        field(fields, "file"),
        field(fields, "breaks"),
        guard(field(fields, "guard")),
        fields.containsKey("survives"),
        before.toString(),
        after.toString());
  }

  private static MutantGuard guard(String text) {
    String[] words = text.split("[ ,]+");
    return words[0].equals("seeds")
        ? new MutantGuard.Simulated(Long.parseLong(words[1]))
        : new MutantGuard.Tested(words[0], List.of(words).subList(1, words.length));
  }

  private static String field(Map<String, String> fields, String name) {
    String value = fields.get(name);
    if (value == null) {
      throw new IllegalArgumentException("a mutant has no " + name + ": " + fields);
    }
    return value;
  }
}
