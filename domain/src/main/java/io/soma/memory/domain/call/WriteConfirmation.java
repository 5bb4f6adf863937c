package io.soma.memory.domain.call;

/**
 * The memory service confirms a write.
 *
 * @param isAbsent whether it says that the memory to be deleted was not there
 */
public record WriteConfirmation(boolean isAbsent) {

  /** Of a write that found the memory that it is about. */
  public static final WriteConfirmation DONE = new WriteConfirmation(false);

  /** Of a deletion of a memory that was not there. */
  public static final WriteConfirmation ABSENT = new WriteConfirmation(true);
}
