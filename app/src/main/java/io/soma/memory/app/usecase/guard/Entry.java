package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.routing.Admission;

/** What a guard answers to a call that wants to go to the memory service. */
public sealed interface Entry permits Entry.Denied, Permit {

  /** The call must not go. */
  enum Denied implements Entry {
    CIRCUIT_OPEN(Admission.CIRCUIT_OPEN),
    THROTTLED(Admission.THROTTLED),
    BULKHEAD_FULL(Admission.BULKHEAD_FULL);

    private final Admission admission;

    Denied(Admission admission) {
      this.admission = admission;
    }

    /** The same in routing's words. */
    public Admission admission() {
      return admission;
    }
  }
}
