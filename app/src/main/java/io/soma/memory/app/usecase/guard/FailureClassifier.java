package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.call.CallFailure;

/** Judges a write that was not confirmed, while its permit is still held. */
@FunctionalInterface
public interface FailureClassifier {

  /** Takes every failure for one of the memory service. */
  FailureClassifier NONE = CallFailure::outcome;

  /** The failure's effect on the circuit; may call the memory service to find out. */
  CallOutcome on(CallFailure failure);
}
