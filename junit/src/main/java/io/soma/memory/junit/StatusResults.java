package io.soma.memory.junit;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.testkit.fake.ServiceResults;
import java.time.Duration;
import java.util.Set;

/** The result of an HTTP status of the memory service, as the adapter judges it. */
final class StatusResults {

  private static final String WORDS = "the test says so";
  private static final int LEAST = 200;
  private static final int MOST = 599;
  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Those of 4xx that are no refusal of the input: a slow request, and one that came too early. */
  private static final Set<Integer> TRIED_AGAIN = Set.of(408, 425);

  private StatusResults() {}

  static CallResult<WriteConfirmation> of(int status) {
    if (status < LEAST || status > MOST) {
      throw new IllegalArgumentException(
          "status " + status + " is not from " + LEAST + " to " + MOST);
    }
    String code = Integer.toString(status);
    if (status / 100 == 2) {
      return ServiceResults.CONFIRMED;
    }
    if (status == 401) {
      return ServiceResults.unauthorized(WORDS);
    }
    if (status == 429) {
      return ServiceResults.tooManyCalls(PAUSE);
    }
    return status / 100 == 4 && !TRIED_AGAIN.contains(status)
        ? new CallResult.Refused<>(new ServiceRefusal(code, WORDS))
        : ServiceResults.failed(CallFailure.of(FailureClass.SERVER_ERROR, code, WORDS));
  }
}
