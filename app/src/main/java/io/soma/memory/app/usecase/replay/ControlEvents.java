package io.soma.memory.app.usecase.replay;

import io.soma.memory.app.usecase.guard.ServiceCalls;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Outbox;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Delivers a few of a tenant's other events ahead of one that fails, to see whether they pass. An
 * event that passes is confirmed at once, so that its key stays in order. So is one that the memory
 * service has already, and this does not count: reads may pass where writes fail. After the time of
 * the right to deliver, nothing is recorded, because the next holder may be sending the same event.
 * Safe for many threads.
 */
public final class ControlEvents {

  /** Where half of all calls fail by chance, one passing event would say too little. */
  private static final int AT_A_TIME = 2;

  private final Outbox outbox;
  private final ServiceCalls calls;
  private final ReplayOutcomeRecorder outcomes;
  private final StoredEvents stored;
  private final MonotonicClock clock;

  @Inject
  ControlEvents(
      Outbox outbox,
      ServiceCalls calls,
      ReplayOutcomeRecorder outcomes,
      StoredEvents stored,
      MonotonicClock clock) {
    this.outbox = outbox;
    this.calls = calls;
    this.outcomes = outcomes;
    this.stored = stored;
    this.clock = clock;
  }

  /**
   * The results of the tries.
   *
   * @param passed how many were carried out
   * @param last the last event that was tried, or that after which the search began
   */
  record Outcome(int passed, boolean failed, EventId last) {}

  /**
   * Tries events that the failing one may be overtaken by, until one fails or the hold is over.
   *
   * @param after the events up to this one were tried before; they are tried again after all others
   * @param hold how long the right to deliver may be relied upon
   * @param deadline of the monotonic clock, for all tries together
   */
  Outcome tryInsteadOf(OutboxEvent failing, EventId after, OwnershipDeadline hold, long deadline) {
    List<OutboxEvent> controls = outbox.independentOf(failing, after, AT_A_TIME);
    if (controls.isEmpty() && !after.equals(failing.id())) {
      controls = outbox.independentOf(failing, failing.id(), AT_A_TIME);
    }
    int passed = 0;
    EventId last = after;
    for (OutboxEvent control : controls) {
      Duration left = hold.atMost(Duration.ofNanos(deadline - clock.nanos()));
      if (left.isNegative() || left.isZero()) {
        break;
      }
      last = control.id();
      CallResult<WriteConfirmation> result = calls.deliverAgain(control.delivery(), left);
      boolean isMine = !hold.isOver();
      if (result.isAnswered()) {
        // Whether it was ever replayed is not known; if it was, it is sent once more.
        stored.add(control, "");
      }
      if (!isMine) {
        return new Outcome(passed, true, last);
      }
      if (result instanceof CallResult.Answered<WriteConfirmation> answered) {
        outcomes.confirmed(control.tenant(), List.of(control));
        stored.remove(List.of(control));
        passed += answered.value() == WriteConfirmation.FOUND ? 0 : 1;
      } else if (result instanceof CallResult.Refused<WriteConfirmation> refused) {
        outcomes.refused(control, refused.refusal());
      } else {
        return new Outcome(passed, true, last);
      }
    }
    return new Outcome(passed, false, last);
  }
}
