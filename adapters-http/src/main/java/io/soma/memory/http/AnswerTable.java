package io.soma.memory.http;

import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.http.UnjudgedAnswer.Answered;
import io.soma.memory.http.UnjudgedAnswer.Source;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/** The meaning of each answer of the memory service, as one pure function. */
final class AnswerTable {

  /** The pause where a 429 names none. */
  static final Duration DEFAULT_PAUSE = Duration.ofSeconds(1);

  private AnswerTable() {}

  /**
   * Judges an answer.
   *
   * @param value the call's value if the answer confirms it
   */
  static <T> CallResult<T> judge(UnjudgedAnswer answer, T value) {
    return answer.fold(
        answered -> judge(answered, value),
        unanswered -> new CallResult.Failed<>(CallFailure.noAnswer(unanswered.detail())));
  }

  /**
   * Judges an answer that confirms nothing.
   *
   * @throws IllegalArgumentException if it does
   */
  static <T> CallResult<T> judge(UnjudgedAnswer unconfirmed) {
    return AnswerTable.<Optional<T>>judge(unconfirmed, Optional.empty())
        .map(
            none ->
                none.orElseThrow(() -> new IllegalArgumentException("confirmed: " + unconfirmed)));
  }

  private static <T> CallResult<T> judge(Answered answered, T value) {
    return switch (answered.status() / 100) {
      case 2 ->
          answered.confirmed()
              ? new CallResult.Answered<>(value, code(answered))
              : new CallResult.Failed<>(unconfirmed(answered));
      case 4 -> clientError(answered);
      default -> new CallResult.Failed<>(serverError(answered));
    };
  }

  private static CallFailure unconfirmed(Answered answered) {
    return failure(
        answered.source() == Source.OVER_OUR_LIMITS
            ? FailureClass.OVER_OUR_LIMITS
            : FailureClass.UNCONFIRMED,
        answered);
  }

  private static <T> CallResult<T> clientError(Answered answered) {
    return switch (answered.status()) {
      case 401 -> new CallResult.Failed<>(failure(FailureClass.UNAUTHORIZED, answered));
      case 429 ->
          new CallResult.Failed<>(
              CallFailure.tooManyCalls(
                  code(answered),
                  Objects.requireNonNullElse(answered.retryAfter(), DEFAULT_PAUSE),
                  answered.detail()));
      case 408, 425 -> new CallResult.Failed<>(failure(FailureClass.SERVER_ERROR, answered));
      default ->
          answered.source() == Source.THE_SERVICE
              ? new CallResult.Refused<>(new ServiceRefusal(code(answered), answered.detail()))
              : new CallResult.Failed<>(failure(FailureClass.NOT_THE_SERVICE, answered));
    };
  }

  private static CallFailure serverError(Answered answered) {
    if (answered.status() == 503 && answered.retryAfter() != null) {
      return CallFailure.overloaded(code(answered), answered.retryAfter(), answered.detail());
    }
    return failure(
        answered.status() / 100 == 3 ? FailureClass.NOT_THE_SERVICE : FailureClass.SERVER_ERROR,
        answered);
  }

  private static CallFailure failure(FailureClass kind, Answered answered) {
    return CallFailure.of(kind, code(answered), answered.detail());
  }

  private static String code(Answered answered) {
    return Integer.toString(answered.status());
  }
}
