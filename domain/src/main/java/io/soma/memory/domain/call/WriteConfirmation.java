package io.soma.memory.domain.call;

/** The memory service confirms a write. */
public enum WriteConfirmation {
  /** It carried out the write. */
  DONE,
  /** The same, and the memory to be deleted was not there. */
  ABSENT,
  /**
   * It was asked, and has the write already: no call stored it, so this does not show that the
   * service takes writes. An adapter never answers so.
   */
  FOUND;

  /** Whether it says that the memory to be deleted was not there. */
  public boolean isAbsent() {
    return this == ABSENT;
  }
}
