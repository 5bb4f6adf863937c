package io.soma.memory.app.usecase.replay;

import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.guard.GuardedCall;
import io.soma.memory.app.usecase.guard.GuardedService;
import io.soma.memory.app.usecase.relay.TransportGate;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.routing.Verdict;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Applies each event once and in its turn. The outbox, not the transport, says which events are
 * due: a transport may repeat, lose or overtake, and then the events are sent again in order.
 *
 * <p>Killed after the memory service took an event and before the outbox confirmed it, the event is
 * applied again under the same idempotency key; the tenant's new writes queue until then, so
 * nothing newer can be overwritten.
 */
public final class OrderedReplay implements EventReplay {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  /**
   * How long what the outbox said is due is relied upon. Whoever replays holds the tenant by a
   * lease or a partition, which must outlive this and one call.
   */
  public static final Duration AT_ONE_ASKING = Duration.ofSeconds(2);

  private final Outbox outbox;
  private final GuardedService service;
  private final TransportGate gate;
  private final Backlog backlog;
  private final MonotonicClock clock;
  private final Telemetry telemetry;

  @Inject
  public OrderedReplay(
      Outbox outbox,
      GuardedService service,
      TransportGate gate,
      Backlog backlog,
      MonotonicClock clock,
      Telemetry telemetry) {
    this.outbox = outbox;
    this.service = service;
    this.gate = gate;
    this.backlog = backlog;
    this.clock = clock;
    this.telemetry = telemetry;
  }

  @Override
  public ReplayProgress replay(TenantId tenant, List<OutboxEvent> events) {
    if (!gate.isOpen(tenant)) {
      return new ReplayProgress(0, LOOK_AGAIN);
    }
    List<OutboxEvent> run = ascendingRun(events);
    List<EventId> ids = run.stream().map(OutboxEvent::id).toList();
    long asked = clock.nanos();
    Set<EventId> due = new HashSet<>(outbox.inTurn(tenant, ids));
    Progress progress = new Progress();
    boolean waits = false;
    for (OutboxEvent event : run) {
      if (progress.settled > 0 && clock.nanos() - asked > AT_ONE_ASKING.toNanos()) {
        break;
      }
      if (!due.contains(event.id())) {
        progress.skip(event);
      } else if (!apply(event, progress)) {
        waits = true;
        break;
      }
    }
    conclude(tenant, progress);
    return new ReplayProgress(progress.settled, waits ? LOOK_AGAIN : Duration.ZERO);
  }

  /** False if the event must wait, and those behind it. */
  private boolean apply(OutboxEvent event, Progress progress) {
    GuardedCall<Verdict> call = service.deliverOnce(event.delivery());
    if (!(call instanceof GuardedCall.Made<Verdict> made)) {
      return false;
    }
    if (made.result() instanceof Verdict.Stored) {
      progress.apply(event);
      return true;
    }
    if (made.result() instanceof Verdict.Refused refused) {
      // Nothing behind it may be confirmed with it outstanding, so it is settled before going on.
      outbox.fail(event.tenant(), event.id(), refused.status() + " " + refused.detail());
      backlog.settled(event.tenant(), 1);
      telemetry.events(event.tenant(), EventStatus.FAILED, 1);
      telemetry.replayed(event.tenant(), "refused", 1);
      progress.settled++;
      return true;
    }
    telemetry.replayed(event.tenant(), "waiting", 1);
    return false;
  }

  private void conclude(TenantId tenant, Progress progress) {
    if (!progress.applied.isEmpty()) {
      outbox.confirm(tenant, progress.applied);
      backlog.settled(tenant, progress.applied.size());
      telemetry.replayed(tenant, "applied", progress.applied.size());
    }
    if (!progress.skipped.isEmpty()) {
      // Of those skipped, the confirmed stay as they are; those whose turn has not come are sent
      // again behind what they waited for.
      outbox.resend(tenant, progress.skipped.get(progress.skipped.size() - 1));
      telemetry.replayed(tenant, "skipped", progress.skipped.size());
    }
  }

  // A transport that sent again repeats itself: 7 8 7 8. The outbox is asked about each run anew.
  private static List<OutboxEvent> ascendingRun(List<OutboxEvent> events) {
    int end = Math.min(1, events.size());
    while (end < events.size() && events.get(end - 1).id().compareTo(events.get(end).id()) < 0) {
      end++;
    }
    return events.subList(0, end);
  }

  private static final class Progress {
    private final List<EventId> applied = new ArrayList<>();
    private final List<EventId> skipped = new ArrayList<>();
    private int settled;

    void apply(OutboxEvent event) {
      applied.add(event.id());
      settled++;
    }

    void skip(OutboxEvent event) {
      skipped.add(event.id());
      settled++;
    }
  }
}
