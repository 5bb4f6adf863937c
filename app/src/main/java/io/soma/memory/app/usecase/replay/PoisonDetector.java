package io.soma.memory.app.usecase.replay;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
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
public final class PoisonDetector {

  /**
   * For all calls of an examination together, so that a replay lasts little longer than its last
   * call.
   */
  static final Duration EXAMINATION_LIMIT = Duration.ofSeconds(2);

  private final ConcurrentHashMap<TenantId, Suspicion> suspicions = new ConcurrentHashMap<>();
  private final ControlEvents controls;
  private final MonotonicClock clock;

  @Inject
  PoisonDetector(ControlEvents controls, MonotonicClock clock) {
    this.controls = controls;
    this.clock = clock;
  }

  /**
   * Finds the cause why the tenant's oldest unconfirmed event was not confirmed.
   *
   * @param hold how long the right to deliver may be relied upon
   */
  Diagnosis examine(OutboxEvent failing, OwnershipDeadline hold) {
    long deadline = clock.nanos() + EXAMINATION_LIMIT.toNanos();
    Suspicion before = suspicionOf(failing);
    EventId after = before == null ? failing.id() : before.lastControl();
    ControlEvents.Outcome tried = controls.tryInsteadOf(failing, after, hold, deadline);
    suspicions.put(failing.tenant(), new Suspicion(failing.id(), tried.last()));
    if (tried.failed()) {
      return tried.passed() > 0 ? Diagnosis.UNCLEAR : Diagnosis.OUTAGE;
    }
    // Without a control event of the same tenant, a bad event cannot be distinguished from an
    // outage of the tenant.
    return tried.passed() > 0 ? Diagnosis.THE_EVENTS_OWN : Diagnosis.OUTAGE;
  }

  /** Drops the suspicion against a tenant's events: the oldest one passed, or is gone. */
  void over(TenantId tenant) {
    suspicions.remove(tenant);
  }

  private @Nullable Suspicion suspicionOf(OutboxEvent event) {
    Suspicion known = suspicions.get(event.tenant());
    return known != null && known.event().equals(event.id()) ? known : null;
  }

  /**
   * An event that failed before.
   *
   * @param lastControl the last event that was tried instead
   */
  private record Suspicion(EventId event, EventId lastControl) {}
}
