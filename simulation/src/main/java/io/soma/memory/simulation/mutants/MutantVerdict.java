package io.soma.memory.simulation.mutants;

/** Whether the guard found a mutant. */
public enum MutantVerdict {
  /** Its guard found it. */
  CAUGHT("caught"),
  /** Its guard found nothing. */
  SURVIVED("SURVIVED"),
  /** It does not compile, so that nothing can be said. */
  NOT_COMPILED("does not compile");

  private final String words;

  MutantVerdict(String words) {
    this.words = words;
  }

  /** The verdict in words. */
  public String words() {
    return words;
  }
}
