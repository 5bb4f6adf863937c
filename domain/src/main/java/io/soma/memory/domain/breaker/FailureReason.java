package io.soma.memory.domain.breaker;

/**
 * Why a call failed, as it is shown to operators.
 *
 * @param kind the kind of failure
 * @param code the memory service's own code for its answer, such as an HTTP status; empty where no
 *     answer came
 * @param words the first words of the error text, without secrets; at most {@value #MAX_WORDS}
 *     characters are kept
 */
public record FailureReason(FailureClass kind, String code, String words) {

  /** As many characters of the words are kept. */
  public static final int MAX_WORDS = 120;

  /** Of a call that does not say why it failed. */
  public static final FailureReason UNKNOWN = new FailureReason(FailureClass.UNKNOWN, "", "");

  public FailureReason {
    words = words.length() > MAX_WORDS ? firstWords(words) : words;
  }

  /** The code, if there is one, and the error text. */
  public String codeAndWords() {
    return code.isEmpty() ? words : "status " + code + ": " + words;
  }

  /** The reason as a sentence for people. */
  public String describe() {
    String what =
        switch (kind) {
          case UNAUTHORIZED -> "the memory service refuses our token (" + code + ")";
          case THROTTLED -> "the memory service asks for a pause (" + code + ")";
          case SERVER_ERROR -> "the memory service answers " + code;
          case NO_ANSWER -> "the memory service does not answer";
          case UNCONFIRMED -> "the memory service answers " + code + " and confirms nothing";
          case NOT_THE_SERVICE ->
              "something in front of the memory service answers " + code + " in its place";
          case OVER_OUR_LIMITS -> "the answer is over our own limits";
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
