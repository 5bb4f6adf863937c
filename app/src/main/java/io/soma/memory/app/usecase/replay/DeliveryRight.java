package io.soma.memory.app.usecase.replay;

import io.soma.memory.app.usecase.guard.CallLimits;
import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driven.TenantLeases;
import io.soma.memory.supervision.Logs;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;

/**
 * The right to deliver a tenant's events, with any transport: one process at a time has it. A lease
 * lasts longer than its holder relies on it, by the call that may be under way when it stops; so
 * the next holder begins when no call of the last one can. Safe for many threads.
 */
public final class DeliveryRight {

  private static final Logger LOG = Logs.of(DeliveryRight.class);

  /** A margin for clocks that run at different speeds, and for a call that ends late. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final TenantLeases leases;
  private final CallLimits limits;
  private final MonotonicClock clock;

  @Inject
  DeliveryRight(TenantLeases leases, CallLimits limits, MonotonicClock clock) {
    this.leases = leases;
    this.limits = limits;
    this.clock = clock;
  }

  /**
   * Takes the right; empty while another has it.
   *
   * @throws OutboxUnavailableException if the outbox does not answer
   */
  public Optional<Held> take(TenantId tenant) {
    // Before the lease begins, so that it outlives the hold.
    OwnershipDeadline hold = new OwnershipDeadline(clock, limits.timeout());
    return leases
        .acquire(tenant, LeaseRight.DELIVER, hold.length().plus(MARGIN))
        .map(lease -> new Held(lease, hold));
  }

  /** The right, until it is closed: then the next may begin at once. */
  public final class Held implements AutoCloseable {

    private final TenantLease lease;
    private final OwnershipDeadline hold;

    private Held(TenantLease lease, OwnershipDeadline hold) {
      this.lease = lease;
      this.hold = hold;
    }

    /** How long it may be relied upon. */
    OwnershipDeadline hold() {
      return hold;
    }

    @Override
    public void close() {
      try {
        leases.release(lease);
      } catch (OutboxUnavailableException e) {
        // It runs out by itself.
        LOG.debug("the right to deliver for tenant {} is not given back", lease.tenant(), e);
      }
    }
  }
}
