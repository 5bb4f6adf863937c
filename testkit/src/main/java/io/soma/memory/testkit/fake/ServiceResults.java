package io.soma.memory.testkit.fake;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.domain.call.WriteConfirmation;
import java.time.Duration;

/** Results of a memory service, in the words of a test. */
public final class ServiceResults {

  /** It carries out the request. */
  public static final CallResult<WriteConfirmation> CONFIRMED =
      new CallResult.Answered<>(WriteConfirmation.DONE, "200");

  private ServiceResults() {}

  /** It refuses this very input, with the code 422. */
  public static CallResult<WriteConfirmation> refused(String detail) {
    return new CallResult.Refused<>(new ServiceRefusal("422", detail));
  }

  /** It answers with an error of its own, with the code 500. */
  public static CallResult<WriteConfirmation> serverError(String words) {
    return failed(CallFailure.of(FailureClass.SERVER_ERROR, "500", words));
  }

  /** It does not answer. */
  public static CallResult<WriteConfirmation> noAnswer(String words) {
    return failed(CallFailure.noAnswer(words));
  }

  /** It refuses our token, with the code 401. */
  public static CallResult<WriteConfirmation> unauthorized(String words) {
    return failed(CallFailure.of(FailureClass.UNAUTHORIZED, "401", words));
  }

  /** It has too many calls of the tenant, with the code 429. */
  public static CallResult<WriteConfirmation> tooManyCalls(Duration pause) {
    return failed(CallFailure.tooManyCalls("429", pause, "slow down"));
  }

  /** It answers, but does not name the write that was sent. */
  public static CallResult<WriteConfirmation> unconfirmed(String words) {
    return failed(CallFailure.of(FailureClass.UNCONFIRMED, "200", words));
  }

  /** A proxy in front of it answers instead, with the code 404. */
  public static CallResult<WriteConfirmation> notOfTheService(String words) {
    return failed(CallFailure.of(FailureClass.NOT_THE_SERVICE, "404", words));
  }

  /** It fails like this. */
  public static CallResult<WriteConfirmation> failed(CallFailure failure) {
    return new CallResult.Failed<>(failure);
  }
}
