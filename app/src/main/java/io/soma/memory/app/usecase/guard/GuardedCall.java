package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.call.CallResult;
import java.util.function.Function;

/**
 * What became of a call that asked its tenant's guard.
 *
 * @param <T> what the memory service answers to such a call
 */
public sealed interface GuardedCall<T> {

  /** The result of the function for a call that was made, or for one that was not. */
  <R> R fold(
      Function<? super CallResult<T>, ? extends R> made,
      Function<? super Entry.Denied, ? extends R> denied);

  /** It was made, and came to this. */
  record Made<T>(CallResult<T> result) implements GuardedCall<T> {
    @Override
    public <R> R fold(
        Function<? super CallResult<T>, ? extends R> made,
        Function<? super Entry.Denied, ? extends R> denied) {
      return made.apply(result);
    }
  }

  /** It was not made. */
  record Denied<T>(Entry.Denied why) implements GuardedCall<T> {
    @Override
    public <R> R fold(
        Function<? super CallResult<T>, ? extends R> made,
        Function<? super Entry.Denied, ? extends R> denied) {
      return denied.apply(why);
    }
  }
}
