package io.soma.memory.app.usecase.replay;

import io.soma.memory.app.usecase.guard.ServiceCalls;
import io.soma.memory.app.usecase.guard.StoredWrites;
import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.read.ReadContext;
import io.soma.memory.domain.routing.Answer;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.ReadAnswer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells a poisonous event from an outage: an event is to blame only if others pass where it fails.
 * Called while the permit of the failed call is held, so that a poisonous event that is the probe
 * of an open circuit does not keep it open. Safe for many threads; for one tenant, calls do not
 * overlap.
 */
@Singleton
public final class Inquiry {

  /** For everything that is asked, so that a replay lasts little longer than its last call. */
  static final Duration PATIENCE = Duration.ofSeconds(2);

  /** An address that nobody writes to: what counts is whether the tenant's reads are answered. */
  private static final Coordinate NOWHERE = Coordinate.of(0, 0, 0, 0);

  private final ConcurrentHashMap<TenantId, Suspicion> suspicions = new ConcurrentHashMap<>();
  private final ControlEvents controls;
  private final ServiceCalls calls;
  private final StoredWrites stored;
  private final MonotonicClock clock;

  @Inject
  Inquiry(ControlEvents controls, ServiceCalls calls, StoredWrites stored, MonotonicClock clock) {
    this.controls = controls;
    this.calls = calls;
    this.stored = stored;
    this.clock = clock;
  }

  /** Whose fault it was that nothing confirmed the tenant's oldest unconfirmed event. */
  Finding examine(OutboxEvent failing) {
    long now = clock.nanos();
    long deadline = now + PATIENCE.toNanos();
    Suspicion before = suspicionOf(failing);
    EventId after = before == null ? failing.id() : before.lastControl();
    ControlEvents.Outcome tried = controls.tryInsteadOf(failing, after, deadline);
    suspicions.put(failing.tenant(), new Suspicion(failing.id(), tried.last(), now));
    if (tried.failed()) {
      return tried.passed() > 0 ? Finding.UNCLEAR : Finding.OUTAGE;
    }
    if (tried.passed() > 0) {
      return Finding.THE_EVENTS_OWN;
    }
    return before != null && isAllElseWell(failing.delivery(), before.at(), deadline)
        ? Finding.THE_EVENTS_OWN_BY_OTHERS
        : Finding.OUTAGE;
  }

  /** Forgets what was suspected of a tenant's events: the oldest one passed, or is gone. */
  void over(TenantId tenant) {
    suspicions.remove(tenant);
  }

  private @Nullable Suspicion suspicionOf(OutboxEvent event) {
    Suspicion known = suspicions.get(event.tenant());
    return known != null && known.event().equals(event.id()) ? known : null;
  }

  // Neither alone would do: other tenants may be fine while this one is not, and reads while
  // writes are not.
  private boolean isAllElseWell(Delivery failing, long since, long deadline) {
    Duration left = Duration.ofNanos(deadline - clock.nanos());
    return stored.byAnother(failing.tenant(), failing.operation(), since)
        && !left.isNegative()
        && !left.isZero()
        && isAnsweredToReads(failing, left);
  }

  private boolean isAnsweredToReads(Delivery failing, Duration timeout) {
    ReadContext context = new ReadContext(failing.namespace(), failing.requestId(), null);
    ReadAnswer<?> read =
        calls.read(
            failing.tenant(),
            "fetch",
            (service, left) -> service.fetch(context, NOWHERE, left),
            timeout);
    return read.answer() instanceof Answer.Answered answered
        && (answered.confirmed() || answered.status() == 404);
  }

  /**
   * An event that failed before.
   *
   * @param lastControl the last event that was tried in its place
   * @param at when it failed last
   */
  private record Suspicion(EventId event, EventId lastControl, long at) {}
}
