package io.soma.memory.app.usecase.replay;

import io.soma.memory.domain.breaker.CallOutcome;

/** The cause of an event's missing confirmation, and its effect on the circuit. */
enum Diagnosis {
  /** No other event was tried, or none of the tenant passes either. */
  OUTAGE(CallOutcome.FAILURE, false),
  /** Some of the tenant's events pass and some do not: the service is unwell, but reachable. */
  UNCLEAR(CallOutcome.IGNORED, false),
  /** The tenant's other events pass. */
  THE_EVENTS_OWN(CallOutcome.SUCCESS, true);

  private final CallOutcome outcome;
  private final boolean spendsAnAttempt;

  Diagnosis(CallOutcome outcome, boolean spendsAnAttempt) {
    this.outcome = outcome;
    this.spendsAnAttempt = spendsAnAttempt;
  }

  CallOutcome outcome() {
    return outcome;
  }

  boolean spendsAnAttempt() {
    return spendsAnAttempt;
  }
}
