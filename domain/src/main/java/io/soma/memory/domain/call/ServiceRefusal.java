package io.soma.memory.domain.call;

/**
 * The memory service refuses an input, and always will.
 *
 * @param code its own code, such as an HTTP status; shown to people
 * @param detail its own words, short and free of secrets
 */
public record ServiceRefusal(String code, String detail) {

  /** The refusal as a sentence for people. */
  public String describe() {
    return "the memory service refuses it with " + code + ": " + detail;
  }
}
