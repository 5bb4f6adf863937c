package io.soma.memory.kafka.connection;

import io.soma.memory.domain.retry.FailureStreaks;
import io.soma.memory.domain.tenant.TenantId;
import org.slf4j.Logger;

/**
 * Tenants with repeated failures, so that the log has one line when the failures begin and one when
 * they are over. Safe for many threads.
 */
public final class TenantTroubles {

  private final FailureStreaks<TenantId> failing = new FailureStreaks<>();
  private final Logger log;

  public TenantTroubles(Logger log) {
    this.log = log;
  }

  /** Records a failure; true if it is worth a log line. */
  public boolean begin(TenantId tenant) {
    return failing.begins(tenant);
  }

  /** Records a success, with a log line if failures came before it. */
  public void over(TenantId tenant, String inWords) {
    int times = failing.ended(tenant);
    if (times > 0) {
      log.atInfo().addKeyValue("tenant", tenant).addKeyValue("failures", times).log(inWords);
    }
  }

  /** Forgets a tenant that this process does not see any more. */
  public void forget(TenantId tenant) {
    int unused = failing.ended(tenant);
  }
}
