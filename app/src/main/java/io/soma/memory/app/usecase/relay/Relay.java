package io.soma.memory.app.usecase.relay;

import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.backlog.FailedAddresses;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.ports.driven.Tracing;
import io.soma.memory.supervision.GuardedTelemetry;
import io.soma.memory.supervision.GuardedTracing;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Carries one batch of one tenant from the outbox to the transport.
 *
 * <p>Killed between any two lines it leaves either events that are still pending, and are carried
 * again, or a lease that runs out. Nothing is marked sent before the transport acknowledged it.
 * Safe for many threads; for one tenant the lease keeps others out.
 */
public final class Relay {

  /** When another instance holds the tenant, or the transport waits for the memory service. */
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  private final Outbox outbox;
  private final TenantLeases leases;
  private final EventPublisher transport;
  private final TransportGate gate;
  private final TransportWatch watch;
  private final TransportBackoff backoff;
  private final RelayLimits limits;
  private final Backlog backlog;
  private final FailedAddresses addresses;
  private final Telemetry telemetry;
  private final Tracing tracing;

  @Inject
  public Relay(
      Outbox outbox,
      TenantLeases leases,
      EventPublisher transport,
      TransportGate gate,
      TransportWatch watch,
      TransportBackoff backoff,
      RelayLimits limits,
      Backlog backlog,
      FailedAddresses addresses,
      Telemetry telemetry,
      Tracing tracing) {
    this.outbox = outbox;
    this.leases = leases;
    this.transport = transport;
    this.gate = gate;
    this.watch = watch;
    this.backoff = backoff;
    this.limits = limits;
    this.backlog = backlog;
    this.addresses = addresses;
    this.telemetry = GuardedTelemetry.of(telemetry);
    this.tracing = GuardedTracing.of(tracing);
  }

  /** Carries a batch, and returns when to carry this tenant's next one. */
  public RelayStep relay(TenantId tenant) {
    if (transport.needsMemoryService() && !gate.isOpen(tenant)) {
      return RelayStep.later(LOOK_AGAIN);
    }
    Optional<TenantLease> lease = leases.acquire(tenant, LeaseRight.CARRY, limits.lease());
    if (lease.isEmpty()) {
      // Another process carries them, most likely all of them; if not, the next scan finds them.
      return RelayStep.DONE;
    }
    try {
      return carry(lease.get());
    } finally {
      leases.release(lease.get());
    }
  }

  private RelayStep carry(TenantLease lease) {
    List<OutboxEvent> events = outbox.pending(lease, mostAtOnce(), limits.batchBytes());
    if (events.isEmpty()) {
      watch.nothingWaits(lease.tenant());
      return RelayStep.DONE;
    }
    Published published =
        tracing.publish(lease.tenant(), events, () -> publish(lease.tenant(), events));
    List<EventId> acknowledged =
        events.subList(0, published.acknowledged()).stream().map(OutboxEvent::id).toList();
    if (!acknowledged.isEmpty() && !transport.settlesEvents()) {
      int marked = outbox.markSent(lease, acknowledged);
      telemetry.events(lease.tenant(), EventStatus.SENT, marked);
    }
    return after(published, lease, events);
  }

  // Where the transport delivers while it publishes, the circuit and the event tell what fails.
  private Published publish(TenantId tenant, List<OutboxEvent> events) {
    if (transport.settlesEvents()) {
      return PublishedRules.check(transport.publish(tenant, events), events.size());
    }
    try {
      Published published = PublishedRules.check(transport.publish(tenant, events), events.size());
      note(tenant, published);
      return published;
    } catch (RuntimeException | Error e) {
      watch.broke(tenant, e);
      throw e;
    }
  }

  // One that takes some and then pauses is slow, and not away. An interrupt ends this process.
  private void note(TenantId tenant, Published published) {
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    if (published.acknowledged() == 0 && published instanceof Published.Interrupted interrupted) {
      watch.tookNone(tenant, interrupted.detail(), backlog.unconfirmed(tenant));
    } else {
      watch.took(tenant);
    }
  }

  private RelayStep after(Published published, TenantLease lease, List<OutboxEvent> events) {
    return published.fold(
        all -> mayHaveBeenCut(events) ? RelayStep.AGAIN : RelayStep.DONE,
        interrupted -> backoff.again(lease.tenant(), interrupted.pause()),
        refused -> fail(lease, events.get(refused.acknowledged()), refused.detail()));
  }

  // It may have been carried before, or be a control of a replay. Once it failed, newer writes may
  // go directly, so none of the tenant's events may be on its way to the memory service.
  private RelayStep fail(TenantLease lease, OutboxEvent event, String detail) {
    Optional<TenantLease> right =
        leases.acquire(lease.tenant(), LeaseRight.DELIVER, limits.lease());
    if (right.isEmpty()) {
      return RelayStep.later(LOOK_AGAIN);
    }
    try {
      outbox.fail(event, detail);
    } finally {
      leases.release(right.get());
    }
    addresses.failed(event);
    backlog.settled(lease.tenant(), 1);
    telemetry.events(lease.tenant(), EventStatus.FAILED, 1);
    return RelayStep.AGAIN;
  }

  private int mostAtOnce() {
    return Math.min(limits.batchSize(), transport.mostAtOnce());
  }

  // By its number, or by its bytes: then the next event did not fit, which takes half at most.
  private boolean mayHaveBeenCut(List<OutboxEvent> events) {
    long characters = events.stream().mapToLong(event -> event.delivery().body().length()).sum();
    return events.size() == mostAtOnce() || characters > limits.batchBytes() / 8;
  }
}
