package io.soma.memory.testkit.fake;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import java.util.function.Supplier;

/**
 * The scripted result of one call.
 *
 * @param takesEffect whether a write changes the memories
 */
record Step(CallResult<WriteConfirmation> result, boolean takesEffect) {

  /** Takes effect if and only if it is answered. */
  static Step of(CallResult<WriteConfirmation> result) {
    return new Step(result, result.isAnswered());
  }

  /** The same for a read of this. */
  <T> CallResult<T> reading(Supplier<T> memories) {
    return result.map(confirmation -> memories.get());
  }
}
