package io.soma.memory.app.usecase.replay;

import io.soma.memory.domain.breaker.CallOutcome;

/** Whose fault it is that an event was not confirmed, and what that says about the circuit. */
enum Finding {
  /** Nobody looked, or nothing else of the tenant passes either. */
  OUTAGE(CallOutcome.FAILURE, false),
  /** Some of the tenant's events pass and some do not: the service is unwell, but reachable. */
  UNCLEAR(CallOutcome.IGNORED, false),
  /** The tenant's other events pass. */
  THE_EVENTS_OWN(CallOutcome.SUCCESS, true);

  private final CallOutcome outcome;
  private final boolean spendsAnAttempt;

  Finding(CallOutcome outcome, boolean spendsAnAttempt) {
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
