package io.soma.memory.simulation.mutants;

/**
 * One deliberate breakage.
 *
 * @param name short, for tables and the command line
 * @param file its source file, from the root of the sources
 * @param breaks the resulting error, as a sentence for people
 * @param guard the check that must find it
 * @param isKnownSurvivor whether the guard is known not to find it yet
 * @param before whole lines of the file, which are there exactly once
 * @param after the lines that replace them
 */
public record Mutant(
    String name,
    String file,
    String breaks,
    MutantGuard guard,
    boolean isKnownSurvivor,
    String before,
    String after) {

  /**
   * The broken source.
   *
   * @throws IllegalArgumentException if the lines to break are not there exactly once
   */
  public String applyTo(String source) {
    int at = source.indexOf(before);
    if (at < 0 || source.indexOf(before, at + 1) >= 0) {
      throw new IllegalArgumentException(
          "mutant " + name + ": its lines are not exactly once in " + file);
    }
    return source.substring(0, at) + after + source.substring(at + before.length());
  }
}
