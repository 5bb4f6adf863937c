package io.soma.memory.app.usecase.replay;

import io.soma.memory.app.usecase.guard.FailureClassifier;
import io.soma.memory.app.usecase.guard.GuardedCall;
import io.soma.memory.app.usecase.guard.GuardedService;
import io.soma.memory.app.usecase.relay.TransportGate;
import io.soma.memory.domain.breaker.CallOutcome;
import io.soma.memory.domain.call.CallFailure;
import io.soma.memory.domain.call.CallResult;
import io.soma.memory.domain.call.WriteConfirmation;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.DueEvents;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.Tracing;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import io.soma.memory.supervision.GuardedTracing;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Applies each event once and in its turn. The outbox, not the transport, says which events are
 * due: a transport may repeat, lose or overtake, and then the events are sent again in order.
 *
 * <p>Killed after the memory service took an event and before the outbox confirmed it, the event is
 * applied again under the same idempotency key. Nothing newer is overwritten then: the tenant's new
 * writes queue until it is confirmed, and the next event of its address is not sent before. While
 * PostgreSQL takes no confirmation, this process does not send the event again ({@link
 * StoredEvents}).
 *
 * <p>It delivers while it holds the right to, and skips a record that is not an event of this
 * outbox. A replay that stood still for longer than it may rely on its right begins no further
 * event, and records nothing of the event under way: the next holder may be sending it once more,
 * and with the confirmation newer writes would go directly, past that call.
 *
 * <p>An event that is not confirmed while others pass spends an attempt, and with the last one it
 * fails for good. To find out, a few of the tenant's later events of other keys are applied ahead
 * of it: the one exception to the tenant's order.
 */
public final class OrderedReplay implements EventReplay {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  /** An operator's replay is held back for many seconds. */
  private static final Duration LOOK_AGAIN_WHILE_HELD = Duration.ofSeconds(2);

  /**
   * How long the outbox's list of due events is relied upon. The lease of the right to deliver
   * outlives this, one call, and {@link #AFTER_A_FAILURE}.
   */
  public static final Duration AT_ONE_ASKING = Duration.ofSeconds(2);

  /** How long it takes at most to find out why a call failed. */
  public static final Duration AFTER_A_FAILURE = PoisonDetector.EXAMINATION_LIMIT;

  private final Outbox outbox;
  private final GuardedService service;
  private final PoisonDetector poison;
  private final ReplayOutcomeRecorder outcomes;
  private final StoredEvents stored;
  private final DeliveryRight deliveries;
  private final ForeignRecords foreign;
  private final TransportGate gate;
  private final Tracing tracing;

  @Inject
  OrderedReplay(
      Outbox outbox,
      GuardedService service,
      PoisonDetector poison,
      ReplayOutcomeRecorder outcomes,
      StoredEvents stored,
      DeliveryRight deliveries,
      ForeignRecords foreign,
      TransportGate gate,
      Tracing tracing) {
    this.outbox = outbox;
    this.service = service;
    this.poison = poison;
    this.outcomes = outcomes;
    this.stored = stored;
    this.deliveries = deliveries;
    this.foreign = foreign;
    this.gate = gate;
    this.tracing = GuardedTracing.of(tracing);
  }

  @Override
  public ReplayProgress replay(TenantId tenant, List<OutboxEvent> events) {
    if (!gate.isOpen(tenant)) {
      return new ReplayProgress(0, LOOK_AGAIN);
    }
    Optional<DeliveryRight.Held> right = deliveries.take(tenant);
    if (right.isEmpty()) {
      return new ReplayProgress(0, LOOK_AGAIN);
    }
    try (DeliveryRight.Held held = right.get()) {
      List<OutboxEvent> run = ascendingRun(events);
      return tracing.replay(tenant, run, () -> replay(tenant, run, held.hold()));
    }
  }

  private ReplayProgress replay(TenantId tenant, List<OutboxEvent> run, OwnershipDeadline hold) {
    DueEvents answer = outbox.due(tenant, run);
    if (answer.isHeldBack()) {
      return new ReplayProgress(0, LOOK_AGAIN_WHILE_HELD);
    }
    foreign.note(tenant, answer.foreign());
    ReplayedEvents progress = new ReplayedEvents(answer);
    for (OutboxEvent event : run) {
      if (progress.hasAppliedAtAddressOf(event)) {
        // Or, if the confirmation were lost, the older of the two would be sent after the newer.
        confirm(tenant, progress, hold);
      }
      if (progress.isStopped() || !hold.mayBegin() || (progress.isAnySettled() && hold.isOld())) {
        break;
      }
      if (answer.due().contains(event.id())) {
        apply(event, progress, hold);
      } else {
        progress.skip(event, answer.early().contains(event.id()));
      }
    }
    confirm(tenant, progress, hold);
    outcomes.skipped(tenant, progress.skipped(), progress.early());
    return progress.result();
  }

  private void confirm(TenantId tenant, ReplayedEvents progress, OwnershipDeadline hold) {
    if (!progress.hasApplied()) {
      return;
    }
    boolean isMine = !hold.isOver();
    List<OutboxEvent> applied = progress.takeApplied();
    applied.forEach(event -> stored.add(event, progress.replayOf(event)));
    if (isMine) {
      outcomes.confirmed(tenant, applied);
      stored.remove(applied);
    } else {
      progress.giveUpApplied(LOOK_AGAIN);
    }
  }

  private void apply(OutboxEvent event, ReplayedEvents progress, OwnershipDeadline hold) {
    if (stored.contains(event, progress.replayOf(event))) {
      progress.apply(event);
      return;
    }
    Trial trial = new Trial(event, progress, hold);
    GuardedCall<WriteConfirmation> call = service.deliverOnce(event.delivery(), trial);
    if (!(call instanceof GuardedCall.Made<WriteConfirmation> made)) {
      progress.stop(LOOK_AGAIN);
    } else if (made.result().isAnswered()) {
      progress.apply(event);
      poison.over(event.tenant());
    } else if (hold.isOver()) {
      // The present holder of the tenant finds out for itself; a timeout may have been our own
      // sleep.
      outcomes.waits(event.tenant());
      progress.stop(LOOK_AGAIN);
    } else if (made.result() instanceof CallResult.Refused<WriteConfirmation> refused) {
      // Nothing behind it may be confirmed with it outstanding, so it is settled before going on.
      outcomes.refused(event, refused.refusal());
      poison.over(event.tenant());
      progress.fail();
    } else if (trial.diagnosis.spendsAnAttempt()) {
      spendAnAttempt(event, trial.error, progress);
    } else {
      outcomes.waits(event.tenant());
      progress.stop(LOOK_AGAIN);
    }
  }

  private void spendAnAttempt(OutboxEvent event, String error, ReplayedEvents progress) {
    int spent = outcomes.spentAnAttempt(event, error);
    if (outcomes.isLast(spent)) {
      poison.over(event.tenant());
      progress.fail();
      // Some events behind it were applied instead, so the outbox is queried again.
      progress.stop(Duration.ZERO);
    } else {
      outcomes.waits(event.tenant());
      // Ever longer, so that the attempts do not all fall into one bad moment of the service.
      progress.stop(LOOK_AGAIN.multipliedBy(1L << Math.min(spent, 7)));
    }
  }

  // A transport that sent again repeats itself: 7 8 7 8. The outbox is queried again for each run.
  private static List<OutboxEvent> ascendingRun(List<OutboxEvent> events) {
    int end = Math.min(1, events.size());
    while (end < events.size() && events.get(end - 1).id().compareTo(events.get(end).id()) < 0) {
      end++;
    }
    return events.subList(0, end);
  }

  /** One event's try, and the cause if it failed. */
  private final class Trial implements FailureClassifier {
    private final OutboxEvent event;
    private final ReplayedEvents progress;
    private final OwnershipDeadline hold;
    private Diagnosis diagnosis = Diagnosis.OUTAGE;
    private String error = "";

    Trial(OutboxEvent event, ReplayedEvents progress, OwnershipDeadline hold) {
      this.event = event;
      this.progress = progress;
      this.hold = hold;
    }

    @Override
    public CallOutcome on(CallFailure failure) {
      // First, or an event of the same key as one of these could not be told to be due.
      confirm(event.tenant(), progress, hold);
      if (hold.isOver()) {
        return CallOutcome.IGNORED;
      }
      error = failure.reason().codeAndWords();
      diagnosis = poison.examine(event, hold);
      return hold.isOver() ? CallOutcome.IGNORED : diagnosis.outcome();
    }
  }
}
