package io.soma.memory.domain.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.breaker.FailureReason;
import org.junit.jupiter.api.Test;

class CallResultTest {

  private static final CallResult<Integer> ANSWERED = new CallResult.Answered<>(7, "200");
  private static final CallResult<Integer> REFUSED =
      new CallResult.Refused<>(new ServiceRefusal("422", "no such field"));
  private static final CallResult<Integer> FAILED =
      new CallResult.Failed<>(CallFailure.of(FailureClass.SERVER_ERROR, "500", "broken"));

  @Test
  void anAnswerIsASuccessOfTheCircuit() {
    assertThat(ANSWERED.isAnswered()).isTrue();
    assertThat(ANSWERED.answer()).contains(7);
    assertThat(ANSWERED.code()).isEqualTo("200");
    assertThat(ANSWERED.outcome()).isEqualTo(CallOutcome.SUCCESS);
    assertThat(ANSWERED.failureReason()).isEqualTo(FailureReason.UNKNOWN);
    assertThat(ANSWERED.describe()).isEqualTo("the memory service confirms it");
  }

  @Test
  void aRefusalSaysNothingAboutTheCircuit() {
    assertThat(REFUSED.isAnswered()).isFalse();
    assertThat(REFUSED.answer()).isEmpty();
    assertThat(REFUSED.code()).isEqualTo("422");
    assertThat(REFUSED.outcome()).isEqualTo(CallOutcome.IGNORED);
    assertThat(REFUSED.describe())
        .isEqualTo("the memory service refuses it with 422: no such field");
  }

  @Test
  void aFailureIsAFailureOfTheCircuit() {
    assertThat(FAILED.isAnswered()).isFalse();
    assertThat(FAILED.answer()).isEmpty();
    assertThat(FAILED.code()).isEqualTo("500");
    assertThat(FAILED.outcome()).isEqualTo(CallOutcome.FAILURE);
    assertThat(FAILED.failureReason().kind()).isEqualTo(FailureClass.SERVER_ERROR);
    assertThat(FAILED.describe()).isEqualTo("the memory service answers 500: broken");
  }

  @Test
  void anAnswerOverOurOwnLimitsSaysNothingAboutTheCircuit() {
    CallFailure failure = CallFailure.of(FailureClass.OVER_OUR_LIMITS, "200", "too long");

    assertThat(failure.outcome()).isEqualTo(CallOutcome.IGNORED);
  }

  @Test
  void anotherAnswerKeepsTheCode() {
    assertThat(ANSWERED.map(value -> "v" + value))
        .isEqualTo(new CallResult.Answered<>("v7", "200"));
    assertThat(REFUSED.map(value -> "v" + value)).isEqualTo(REFUSED);
    assertThat(FAILED.map(value -> "v" + value)).isEqualTo(FAILED);
  }
}
