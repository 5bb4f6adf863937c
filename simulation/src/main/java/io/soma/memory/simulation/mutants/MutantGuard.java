package io.soma.memory.simulation.mutants;

import java.util.List;

/** The check that must find a mutant. */
public sealed interface MutantGuard {

  /** The simulator, within so many seeds from the first on. */
  record Simulated(long seeds) implements MutantGuard {
    @Override
    public String toString() {
      return seeds + " seeds";
    }
  }

  /**
   * Test classes of a module.
   *
   * @param module its directory
   * @param classes their simple names
   */
  record Tested(String module, List<String> classes) implements MutantGuard {
    @Override
    public String toString() {
      return String.join(", ", classes);
    }
  }
}
