package io.soma.memory.ports.driven;

import io.soma.memory.domain.outbox.TenantLease;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Optional;

/**
 * Who relays which tenant, across all instances; by the database's clock alone.
 *
 * <p>Every method may throw {@link OutboxUnavailableException}. Safe for use by many threads.
 */
public interface TenantLeases {

  /**
   * Takes a tenant that nobody holds, or whose lease ran out. The fencing token is larger than that
   * of any lease of the tenant before. Empty if somebody holds it, this instance included.
   */
  Optional<TenantLease> acquire(TenantId tenant, Duration duration);

  /**
   * Holds a lease for {@code duration} from now.
   *
   * @return false if it is no longer held, and then nothing changes
   */
  boolean renew(TenantLease lease, Duration duration);

  /** Gives a lease back; one that is no longer held is left alone. */
  void release(TenantLease lease);
}
