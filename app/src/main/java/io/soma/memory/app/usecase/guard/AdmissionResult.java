package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.routing.QueueReason;
import java.util.function.Function;

/** A guard's answer to a request for a call of the memory service. */
public sealed interface AdmissionResult permits AdmissionResult.Denied, Permit {

  /** Makes a call with the permit, if this is one. */
  <T> GuardedCall<T> call(Function<? super Permit, CallResult<T>> call);

  /** The call must not go. */
  record Denied(QueueReason why) implements AdmissionResult {
    @Override
    public <T> GuardedCall<T> call(Function<? super Permit, CallResult<T>> call) {
      return new GuardedCall.Denied<>(why);
    }
  }
}
