package io.soma.memory.domain.call;

import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.breaker.FailureClass;
import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.routing.QueueReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A call of the memory service that confirmed nothing; the write may have taken effect.
 *
 * @param outcome the effect on the circuit
 * @param pause how long the service asks the tenant to wait, from zero to {@link #MAX_PAUSE}; null
 *     where it does not ask
 */
public record CallFailure(FailureReason reason, CallOutcome outcome, @Nullable Duration pause) {

  /** The longest pause that a tenant's calls take on the service's word. */
  public static final Duration MAX_PAUSE = Duration.ofMinutes(5);

  public CallFailure {
    pause = pause == null ? null : bounded(pause);
  }

  /**
   * A failure that asks for no pause.
   *
   * @param code the service's own code for its answer; empty where no answer came
   * @param words the error text, short and without secrets
   */
  public static CallFailure of(FailureClass kind, String code, String words) {
    CallOutcome outcome =
        kind == FailureClass.OVER_OUR_LIMITS ? CallOutcome.IGNORED : CallOutcome.FAILURE;
    return new CallFailure(new FailureReason(kind, code, words), outcome, null);
  }

  /** No answer came: not connected, timed out, or broken off. */
  public static CallFailure noAnswer(String words) {
    return of(FailureClass.NO_ANSWER, "", words);
  }

  /** The tenant has to wait, and the service is well. */
  public static CallFailure tooManyCalls(String code, Duration pause, String words) {
    return throttled(code, pause, words, CallOutcome.IGNORED);
  }

  /** The tenant has to wait, as the service is ill. */
  public static CallFailure overloaded(String code, Duration pause, String words) {
    return throttled(code, pause, words, CallOutcome.FAILURE);
  }

  private static CallFailure throttled(
      String code, Duration pause, String words, CallOutcome outcome) {
    return new CallFailure(new FailureReason(FailureClass.THROTTLED, code, words), outcome, pause);
  }

  /** Whether another attempt may pass at once. */
  public boolean mayPassAtOnce() {
    return queueReason() == QueueReason.UNAVAILABLE;
  }

  /** Why the write goes to the outbox. */
  public QueueReason queueReason() {
    return switch (reason.kind()) {
      case UNAUTHORIZED -> QueueReason.UNAUTHORIZED;
      case THROTTLED -> QueueReason.THROTTLED;
      case SERVER_ERROR, NO_ANSWER, UNCONFIRMED, NOT_THE_SERVICE, OVER_OUR_LIMITS, UNKNOWN ->
          QueueReason.UNAVAILABLE;
    };
  }

  /** The failure as a sentence for people. */
  public String describe() {
    return reason.describe();
  }

  private static Duration bounded(Duration pause) {
    if (pause.isNegative()) {
      return Duration.ZERO;
    }
    return pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
  }
}
