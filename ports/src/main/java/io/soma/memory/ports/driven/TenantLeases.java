package io.soma.memory.ports.driven;

import io.soma.memory.domain.outbox.LeaseRight;
import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Optional;

/**
 * The instance that may carry a tenant's events, and the one that may deliver them, across all
 * instances; by the database's clock alone. The two rights are held apart.
 *
 * <p>Every method may throw {@link OutboxUnavailableException}. Safe for use by many threads.
 */
public interface TenantLeases {

  /**
   * Takes a right that is free or whose lease has expired. The fencing token is larger than that of
   * any lease of the tenant and right before, and than any that this instance has seen. Empty if it
   * is held, by this instance too.
   */
  Optional<TenantLease> acquire(TenantId tenant, LeaseRight right, Duration duration);

  /**
   * Holds a lease for {@code duration} from now.
   *
   * @return false if it is no longer held, and then nothing changes
   */
  boolean renew(TenantLease lease, Duration duration);

  /**
   * Gives a lease back; one that is no longer held is left alone. From then on the right is free,
   * independent of the clock.
   */
  void release(TenantLease lease);
}
