package io.soma.memory.http;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.domain.call.WriteConfirmation;

/** Results of calls of the memory service, as tests expect them. */
final class Results {

  static final CallResult<WriteConfirmation> CONFIRMED =
      new CallResult.Answered<>(WriteConfirmation.DONE, "200");

  private Results() {}

  static <T> CallResult<T> failed(FailureClass kind, int status, String words) {
    return new CallResult.Failed<>(CallFailure.of(kind, Integer.toString(status), words));
  }

  static <T> CallResult<T> noAnswer(String words) {
    return new CallResult.Failed<>(CallFailure.noAnswer(words));
  }

  /** The refusal of a call that must have been refused. */
  static ServiceRefusal refusal(CallResult<?> result) {
    return ((CallResult.Refused<?>) result).refusal();
  }

  /** The reason for which a call must have failed. */
  static FailureReason reason(CallResult<?> result) {
    return ((CallResult.Failed<?>) result).failure().reason();
  }
}
