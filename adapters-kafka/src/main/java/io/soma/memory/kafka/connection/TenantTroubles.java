package io.soma.memory.kafka.connection;

import io.soma.memory.domain.retry.FailureStreaks;
import io.soma.memory.domain.tenant.TenantId;
import org.slf4j.Logger;

/**
 * Tenants for whom something fails again and again, so that the log has a line where that begins
 * and one where it is over. Safe for many threads.
 */
public final class TenantTroubles {

  private final FailureStreaks<TenantId> failing = new FailureStreaks<>();
  private final Logger log;

  public TenantTroubles(Logger log) {
    this.log = log;
  }

  /** Notes a failure; true where it is worth a line. */
  public boolean begin(TenantId tenant) {
    return failing.begins(tenant);
  }

  /** Notes a success, with a line if failures came before it. */
  public void over(TenantId tenant, String inWords) {
    int times = failing.ended(tenant);
    if (times > 0) {
      log.atInfo().addKeyValue("tenant", tenant).addKeyValue("failures", times).log(inWords);
    }
  }

  /** What becomes of the tenant is not to be seen here any more. */
  public void forget(TenantId tenant) {
    int unused = failing.ended(tenant);
  }
}
