package io.soma.memory.domain.breaker;

/**
 * Why a call failed, as it is shown to operators.
 *
 * @param kind what kind of failure it was
 * @param status of the answer; 0 where no answer came
 * @param words the first words of what was said, free of secrets; at most {@value #MAX_WORDS}
 *     characters are kept
 */
public record FailureReason(FailureClass kind, int status, String words) {

  /** As many characters of the words are kept. */
  public static final int MAX_WORDS = 120;

  /** Of a call that does not say why it failed. */
  public static final FailureReason UNKNOWN = new FailureReason(FailureClass.UNKNOWN, 0, "");

  public FailureReason {
    words = words.length() > MAX_WORDS ? firstWords(words) : words;
  }

  /** The reason as a sentence for people. */
  public String describe() {
    String what =
        switch (kind) {
          case UNAUTHORIZED -> "the memory service refuses our token (" + status + ")";
          case THROTTLED -> "the memory service asks for a pause (" + status + ")";
          case SERVER_ERROR -> "the memory service answers " + status;
          case NO_ANSWER -> "the memory service does not answer";
          case UNCONFIRMED -> "the memory service answers " + status + " and confirms nothing";
          case NOT_THE_SERVICE ->
              "something in front of the memory service answers " + status + " in its place";
          case UNKNOWN -> "calls of the memory service fail";
        };
    return words.isEmpty() ? what : what + ": " + words;
  }

  // Not through the middle of a character that takes two.
  private static String firstWords(String words) {
    int end = Character.isHighSurrogate(words.charAt(MAX_WORDS - 1)) ? MAX_WORDS - 1 : MAX_WORDS;
    return words.substring(0, end);
  }
}
