package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.routing.Admission;
import java.util.function.Function;

/** What a guard answers to a call that wants to go to the memory service. */
public sealed interface Entry permits Entry.Denied, Permit {

  /** Makes a call with the permit, if this is one. */
  <T> GuardedCall<T> call(Function<? super Permit, ? extends T> call);

  /** The call must not go. */
  enum Denied implements Entry {
    CIRCUIT_OPEN(Admission.CIRCUIT_OPEN),
    THROTTLED(Admission.THROTTLED),
    BULKHEAD_FULL(Admission.BULKHEAD_FULL);

    private final Admission admission;

    Denied(Admission admission) {
      this.admission = admission;
    }

    @Override
    public <T> GuardedCall<T> call(Function<? super Permit, ? extends T> call) {
      return new GuardedCall.Denied<>(admission);
    }

    /** The same in routing's words. */
    public Admission admission() {
      return admission;
    }
  }
}
