package io.soma.memory.testkit.fake;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import java.util.function.Supplier;

/**
 * The scripted result of one call.
 *
 * @param takesEffect whether a write changes the memories
 */
record ScriptedStep(CallResult<WriteConfirmation> result, boolean takesEffect) {

  /** Takes effect if and only if it is answered. */
  static ScriptedStep of(CallResult<WriteConfirmation> result) {
    return new ScriptedStep(result, result.isAnswered());
  }

  /** The same for a read of this. */
  <T> CallResult<T> reading(Supplier<T> memories) {
    return result.map(confirmation -> memories.get());
  }
}
