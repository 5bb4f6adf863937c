package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.routing.QueueReason;
import java.util.function.Function;

/**
 * The result of a call through its tenant's guard.
 *
 * @param <T> the type of the memory service's answer
 */
public sealed interface GuardedCall<T> {

  /** The result of the function for a call that was made, or for one that was not. */
  <R> R fold(
      Function<? super CallResult<T>, ? extends R> made,
      Function<? super QueueReason, ? extends R> denied);

  /** It was made, and came to this. */
  record Made<T>(CallResult<T> result) implements GuardedCall<T> {
    @Override
    public <R> R fold(
        Function<? super CallResult<T>, ? extends R> made,
        Function<? super QueueReason, ? extends R> denied) {
      return made.apply(result);
    }
  }

  /** It was not made. */
  record Denied<T>(QueueReason why) implements GuardedCall<T> {
    @Override
    public <R> R fold(
        Function<? super CallResult<T>, ? extends R> made,
        Function<? super QueueReason, ? extends R> denied) {
      return denied.apply(why);
    }
  }
}
