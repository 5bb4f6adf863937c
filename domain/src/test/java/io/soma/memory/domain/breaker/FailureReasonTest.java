package io.soma.memory.domain.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureReasonTest {

  @ParameterizedTest
  @CsvSource({
    "UNAUTHORIZED,    401, the memory service refuses our token (401): why",
    "THROTTLED,       429, the memory service asks for a pause (429): why",
    "SERVER_ERROR,    500, the memory service answers 500: why",
    "NO_ANSWER,       '',  the memory service does not answer: why",
    "UNCONFIRMED,     200, the memory service answers 200 and confirms nothing: why",
    "NOT_THE_SERVICE, 404,"
        + " something in front of the memory service answers 404 in its place: why",
    "OVER_OUR_LIMITS, 200, the answer is over our own limits: why",
    "UNKNOWN,         '',  calls of the memory service fail: why"
  })
  void isASentence(FailureClass kind, String code, String sentence) {
    assertThat(new FailureReason(kind, code, "why").describe()).isEqualTo(sentence);
  }

  @Test
  void endsWithoutWordsWhereNothingWasSaid() {
    assertThat(FailureReason.UNKNOWN.describe()).isEqualTo("calls of the memory service fail");
  }

  @Test
  void showsTheCodeWhereThereIsOne() {
    assertThat(new FailureReason(FailureClass.SERVER_ERROR, "500", "why").codeAndWords())
        .isEqualTo("status 500: why");
    assertThat(new FailureReason(FailureClass.NO_ANSWER, "", "why").codeAndWords())
        .isEqualTo("why");
  }

  @Test
  void keepsWordsOf120Characters() {
    String words = "x".repeat(119) + "\ud83d";

    // Its last character is cut off only if more text follows.
    assertThat(new FailureReason(FailureClass.UNKNOWN, "", words).words()).isEqualTo(words);
    assertThat(new FailureReason(FailureClass.UNKNOWN, "", words + "\ude00").words()).hasSize(119);
  }
}
