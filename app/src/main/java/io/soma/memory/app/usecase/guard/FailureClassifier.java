package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.call.CallFailure;

/** Asked, while its permit is still held, about a write that nothing confirmed. */
@FunctionalInterface
public interface FailureClassifier {

  /** The failure is the memory service's, as far as anybody can tell. */
  FailureClassifier NONE = CallFailure::outcome;

  /** The failure's effect on the circuit; may call the memory service to find out. */
  CallOutcome on(CallFailure failure);
}
