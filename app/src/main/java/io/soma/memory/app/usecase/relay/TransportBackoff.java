package io.soma.memory.app.usecase.relay;

import io.soma.memory.domain.retry.Backoff;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * How long a tenant waits after calls in which the transport took none of its events.
 *
 * <p>The wait doubles from 1 s with each such call. It ends at 5 s while no more tenants are
 * refused than may have a turn at once, as nothing but their own calls tells when they are well
 * again. With more of them it ends at a minute: they share the {@link RefusedPlaces}. Safe for many
 * threads.
 */
public final class TransportBackoff {

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Backoff OF_FEW = new Backoff(FIRST, Duration.ofSeconds(5));
  private static final Backoff OF_MANY = new Backoff(FIRST, Duration.ofMinutes(1));

  // The places part the calls of many tenants already.
  private static final double WITHOUT_JITTER = 1;

  private final TransportWatch watch;
  private final EventPublisher transport;
  private final int few;

  @Inject
  public TransportBackoff(TransportWatch watch, EventPublisher transport, RelayLimits limits) {
    this.watch = watch;
    this.transport = transport;
    this.few = limits.refusedAtOnce();
  }

  /**
   * When to carry a tenant's next batch after a turn that ended early.
   *
   * @param pause as long as it waits in any case
   */
  RelayStep again(TenantId tenant, Duration pause) {
    int refusals = watch.refusals(tenant);
    // Where the transport needs the memory service, the tenant's circuit spares it. Both together
    // would have it wait after the circuit has closed.
    if (refusals == 0 || transport.needsMemoryService()) {
      return pause.isZero() ? RelayStep.AGAIN : RelayStep.later(pause);
    }
    Backoff backoff = watch.refusedTenants() <= few ? OF_FEW : OF_MANY;
    return RelayStep.later(pause).backingOff(backoff.after(refusals, WITHOUT_JITTER));
  }
}
