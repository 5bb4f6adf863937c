package io.soma.memory.app.usecase.client;

import io.soma.memory.app.usecase.backlog.Backlog;
import io.soma.memory.app.usecase.relay.RelaySignal;
import io.soma.memory.app.usecase.watchdog.OutboxWatch;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.outbox.RepeatOutcome;
import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.AbandonedWriteException;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driven.Tracing;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.ports.driving.OutboxFullException;
import io.soma.memory.supervision.GuardedTelemetry;
import io.soma.memory.supervision.GuardedTracing;
import jakarta.inject.Inject;

/** The way through the outbox: bounded per tenant, committed before it is acknowledged. */
public final class OutboxWriter {

  private final Outbox outbox;
  private final Backlog backlog;
  private final BackpressureLimit limit;
  private final RelaySignal relay;
  private final OutboxWatch watch;
  private final Telemetry telemetry;
  private final Tracing tracing;

  @Inject
  OutboxWriter(
      Outbox outbox,
      Backlog backlog,
      BackpressureLimit limit,
      RelaySignal relay,
      OutboxWatch watch,
      Telemetry telemetry,
      Tracing tracing) {
    this.outbox = outbox;
    this.backlog = backlog;
    this.limit = limit;
    this.relay = relay;
    this.watch = watch;
    this.telemetry = GuardedTelemetry.of(telemetry);
    this.tracing = GuardedTracing.of(tracing);
  }

  /**
   * Commits a write to the outbox, or finds the earlier one that it repeats. A write is not
   * committed after its caller has left: the acknowledgement would be lost, and the caller may
   * already repeat the write elsewhere.
   *
   * @param detail why the memory service did not take it, for the caller of a write that finds no
   *     way
   */
  WriteReceipt queue(WriteCall call, QueueReason reason, String detail) {
    TenantId tenant = call.tenant();
    long waiting = backlog.unconfirmed(tenant);
    if (waiting >= limit.perTenant()) {
      throw new OutboxFullException(tenant, waiting, limit.perTenant());
    }
    Enqueued enqueued = enqueue(call, detail);
    if (enqueued.added()) {
      telemetry.events(tenant, EventStatus.PENDING, 1);
    }
    relay.wake(tenant);
    return receipt(call.delivery(), enqueued, reason);
  }

  /**
   * Lets an earlier write under a named key pass for this one only where it is this one, and has
   * not failed.
   *
   * @throws io.soma.memory.ports.driving.FailedRepeatException if it failed
   * @throws io.soma.memory.ports.driving.ReusedKeyException if it is another write
   */
  public static void requireUsable(Delivery delivery, Enqueued enqueued) {
    KnownWrite known = enqueued.known();
    if (known != null) {
      WriteReceipt unused = RepeatReceipts.of(RepeatOutcome.of(delivery, known));
    }
  }

  private static WriteReceipt receipt(Delivery delivery, Enqueued enqueued, QueueReason reason) {
    KnownWrite known = enqueued.known();
    return known != null && delivery.identity().isNamed()
        ? RepeatReceipts.of(RepeatOutcome.of(delivery, known))
        : new WriteReceipt.Queued(
            enqueued.id(), delivery.coordinate(), enqueued.idempotencyKey(), reason);
  }

  private static MemoryUnavailableException notQueued(
      WriteCall call, String detail, AbandonedWriteException e) {
    return MemoryUnavailableException.because(
        "the write is not acknowledged: "
            + detail
            + "; it is not queued, as "
            + call.whyGone().get(),
        e);
  }

  private Enqueued enqueue(WriteCall call, String detail) {
    TenantId tenant = call.tenant();
    boolean added = false;
    if (call.isCallerGone().getAsBoolean()) {
      // Before any write waits for it: the tenant's next write goes directly.
      throw notQueued(call, detail, new AbandonedWriteException());
    }
    backlog.enqueueBegins(tenant);
    try {
      Enqueued enqueued =
          tracing.enqueue(call.delivery(), traced -> outbox.enqueue(traced, call.isCallerGone()));
      added = enqueued.added();
      watch.took();
      return enqueued;
    } catch (OutboxUnavailableException e) {
      watch.failed();
      throw new MemoryUnavailableException(detail, e);
    } catch (AbandonedWriteException e) {
      throw notQueued(call, detail, e);
    } finally {
      backlog.enqueueEnds(tenant, added);
    }
  }
}
