package io.soma.memory.app.usecase.replay;

import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.backlog.FailedAddresses;
import io.soma.memory.domain.call.ServiceRefusal;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.supervision.GuardedTelemetry;
import io.soma.memory.supervision.Logs;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;

/**
 * Records the results of events in the outbox, and reports them to backlog and telemetry. Safe for
 * many threads.
 */
public final class ReplayOutcomeRecorder {

  private static final Logger LOG = Logs.of(ReplayOutcomeRecorder.class);

  private final Outbox outbox;
  private final AttemptLimit limit;
  private final Backlog backlog;
  private final FailedAddresses addresses;
  private final Telemetry telemetry;
  private final InstantSource clock;

  @Inject
  ReplayOutcomeRecorder(
      Outbox outbox,
      AttemptLimit limit,
      Backlog backlog,
      FailedAddresses addresses,
      Telemetry telemetry,
      InstantSource clock) {
    this.outbox = outbox;
    this.limit = limit;
    this.backlog = backlog;
    this.addresses = addresses;
    this.telemetry = GuardedTelemetry.of(telemetry);
    this.clock = clock;
  }

  /** The memory service confirmed them. */
  void confirmed(TenantId tenant, List<OutboxEvent> events) {
    if (!events.isEmpty()) {
      outbox.confirm(tenant, events);
      backlog.settled(tenant, events.size());
      telemetry.replayed(tenant, "applied", events.size());
      Instant now = clock.instant();
      events.forEach(
          event -> telemetry.delivered(tenant, Duration.between(event.createdAt(), now)));
    }
  }

  /** The memory service refused it. */
  void refused(OutboxEvent event, ServiceRefusal refusal) {
    outbox.fail(event, refusal.code() + " " + refusal.detail());
    LOG.atWarn()
        .addKeyValue("tenant", event.tenant())
        .addKeyValue("event", event.id())
        .addKeyValue("request", event.delivery().requestId())
        .addKeyValue("status", refusal.code())
        .log("record failed: the memory service refuses it");
    failed(event, "refused");
  }

  /**
   * It failed where others pass.
   *
   * @return how many attempts it has spent
   */
  int spentAnAttempt(OutboxEvent event, String error) {
    int spent = outbox.spendAttempt(event, error, limit.perEvent());
    if (isLast(spent)) {
      LOG.atWarn()
          .addKeyValue("tenant", event.tenant())
          .addKeyValue("event", event.id())
          .addKeyValue("request", event.delivery().requestId())
          .addKeyValue("attempts", spent)
          .log("record failed: it fails while others of its tenant pass: {}", error);
      failed(event, "exhausted");
    }
    return spent;
  }

  /** Whether an event that has spent so many attempts has failed for good. */
  boolean isLast(int spent) {
    return spent >= limit.perEvent();
  }

  /** It must wait. */
  void waits(TenantId tenant) {
    telemetry.replayed(tenant, "waiting", 1);
  }

  /**
   * They were settled before, or are not ours, or must be carried again.
   *
   * @param early those of them that are not due yet
   */
  void skipped(TenantId tenant, List<EventId> ids, List<EventId> early) {
    if (!early.isEmpty()) {
      // Behind the events that they waited for.
      outbox.resend(tenant, early.get(early.size() - 1));
    }
    if (!ids.isEmpty()) {
      telemetry.replayed(tenant, "skipped", ids.size());
    }
  }

  private void failed(OutboxEvent event, String outcome) {
    // First, as with the last event settled the tenant's writes may go over HTTP again.
    addresses.failed(event);
    backlog.settled(event.tenant(), 1);
    telemetry.events(event.tenant(), EventStatus.FAILED, 1);
    telemetry.replayed(event.tenant(), outcome, 1);
  }
}
