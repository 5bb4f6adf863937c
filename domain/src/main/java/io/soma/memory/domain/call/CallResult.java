package io.soma.memory.domain.call;

import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.breaker.FailureReason;
import java.util.Optional;
import java.util.function.Function;

/**
 * The result of one call of the memory service.
 *
 * @param <T> the type of the service's answer
 */
public sealed interface CallResult<T> {

  /** The result of the function for this kind of result. */
  <R> R fold(
      Function<? super T, ? extends R> answered,
      Function<? super ServiceRefusal, ? extends R> refused,
      Function<? super CallFailure, ? extends R> failed);

  /**
   * The memory service's own code for its answer, such as an HTTP status; empty where no answer
   * came. It is shown to people, and decides nothing.
   */
  String code();

  /** The effect of the call on the circuit. */
  CallOutcome outcome();

  /** The result as a sentence for people. */
  String describe();

  /** Why the call failed, where it did. */
  default FailureReason failureReason() {
    return FailureReason.UNKNOWN;
  }

  /** Whether the memory service carried out the request. */
  default boolean isAnswered() {
    return false;
  }

  /** The answer, if there is one. */
  default Optional<T> answer() {
    return fold(Optional::of, refusal -> Optional.empty(), failure -> Optional.empty());
  }

  /** The same with another answer. */
  default <R> CallResult<R> map(Function<? super T, ? extends R> function) {
    return fold(value -> new Answered<>(function.apply(value), code()), Refused::new, Failed::new);
  }

  /** The memory service carried out the request. */
  record Answered<T>(T value, String code) implements CallResult<T> {

    @Override
    public CallOutcome outcome() {
      return CallOutcome.SUCCESS;
    }

    @Override
    public String describe() {
      return "the memory service confirms it";
    }

    @Override
    public boolean isAnswered() {
      return true;
    }

    @Override
    public <R> R fold(
        Function<? super T, ? extends R> answered,
        Function<? super ServiceRefusal, ? extends R> refused,
        Function<? super CallFailure, ? extends R> failed) {
      return answered.apply(value);
    }
  }

  /** The memory service refuses this very input, and always will. */
  record Refused<T>(ServiceRefusal refusal) implements CallResult<T> {

    @Override
    public String code() {
      return refusal.code();
    }

    @Override
    public CallOutcome outcome() {
      return CallOutcome.IGNORED;
    }

    @Override
    public String describe() {
      return refusal.describe();
    }

    @Override
    public <R> R fold(
        Function<? super T, ? extends R> answered,
        Function<? super ServiceRefusal, ? extends R> refused,
        Function<? super CallFailure, ? extends R> failed) {
      return refused.apply(refusal);
    }
  }

  /** Nothing is confirmed, and it is not the input's fault: it may be tried again later. */
  record Failed<T>(CallFailure failure) implements CallResult<T> {

    @Override
    public String code() {
      return failure.reason().code();
    }

    @Override
    public CallOutcome outcome() {
      return failure.outcome();
    }

    @Override
    public FailureReason failureReason() {
      return failure.reason();
    }

    @Override
    public String describe() {
      return failure.describe();
    }

    @Override
    public <R> R fold(
        Function<? super T, ? extends R> answered,
        Function<? super ServiceRefusal, ? extends R> refused,
        Function<? super CallFailure, ? extends R> failed) {
      return failed.apply(failure);
    }
  }
}
