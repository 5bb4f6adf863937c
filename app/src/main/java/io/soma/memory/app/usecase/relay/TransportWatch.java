package io.soma.memory.app.usecase.relay;

import io.soma.memory.domain.outbox.BrokerHealth;
import io.soma.memory.domain.outbox.TransportRefusal;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.supervision.Logs;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Whether the transport takes events, as the relay of this process meets it. The log has one line
 * when the transport begins to take none of a tenant's events, and one when it takes them again; in
 * an outage of all tenants only the first ten are named. It holds only the tenants with events that
 * are not taken. Safe for many threads.
 */
@Singleton
public final class TransportWatch {

  static final int NAMED_AT_MOST = 10;

  private static final int MAX_REASON = 300;
  private static final Logger LOG = Logs.of(TransportWatch.class);

  private final TransportName transport;
  private final InstantSource clock;
  private final Map<TenantId, Streak> refused = new HashMap<>();
  private int named;
  private boolean overflowSaid;

  /** Null until the transport was first offered events. */
  private @Nullable BrokerHealth last;

  @Inject
  public TransportWatch(TransportName transport, InstantSource clock) {
    this.transport = transport;
    this.clock = clock;
  }

  /** A tenant's refused calls in a row. */
  private static final class Streak {

    private TransportRefusal refusal;
    private int calls;
    private boolean isNamed;

    Streak(TransportRefusal refusal) {
      this.refusal = refusal;
    }
  }

  /** Why none of a tenant's events is taken at present; empty while all is well. */
  public synchronized Optional<TransportRefusal> refusal(TenantId tenant) {
    return Optional.ofNullable(refused.get(tenant)).map(streak -> streak.refusal);
  }

  /**
   * How the last calls ended: down after a tenant began to be refused, until a call of any tenant
   * is taken. Empty before the first call.
   */
  public synchronized Optional<BrokerHealth> health() {
    return Optional.ofNullable(last);
  }

  /** How many calls in a row took nothing of a tenant; 0 while all is well. */
  synchronized int refusals(TenantId tenant) {
    Streak streak = refused.get(tenant);
    return streak == null ? 0 : streak.calls;
  }

  /** How many tenants the transport takes nothing of. */
  synchronized int refusedTenants() {
    return refused.size();
  }

  /** The transport took some of what it was offered, or will never take one event. */
  synchronized void took(TenantId tenant) {
    last = takesEvents();
    Streak streak = end(tenant);
    if (streak != null && streak.isNamed) {
      LOG.atInfo()
          .addKeyValue("tenant", tenant)
          .addKeyValue("transport", transport.value())
          .addKeyValue("failures", streak.calls)
          .log("the transport takes its events again");
    }
  }

  /** The transport took nothing of what it was offered. */
  synchronized void tookNone(TenantId tenant, String why, long waiting) {
    Streak streak = begin(tenant, why);
    if (streak.isNamed) {
      return;
    }
    if (named < NAMED_AT_MOST) {
      streak.isNamed = true;
      named++;
      LOG.atWarn()
          .addKeyValue("tenant", tenant)
          .addKeyValue("transport", transport.value())
          .addKeyValue("waiting", waiting)
          .log("the transport takes none of its events, trying again: {}", streak.refusal.reason());
    } else if (!overflowSaid) {
      overflowSaid = true;
      LOG.atWarn()
          .addKeyValue("transport", transport.value())
          .log(
              "the transport takes no events of more than {} tenants; the log names no further"
                  + " ones",
              NAMED_AT_MOST);
    }
  }

  /** The call threw; the relay logs it. */
  synchronized void broke(TenantId tenant, Throwable failure) {
    Streak unused = begin(tenant, failure.toString());
  }

  /** Nothing of the tenant waits for the transport: another process has carried it, say. */
  synchronized void nothingWaits(TenantId tenant) {
    Streak streak = end(tenant);
    if (streak == null) {
      return;
    }
    if (refused.isEmpty()) {
      last = takesEvents();
    }
    if (streak.isNamed) {
      LOG.atInfo()
          .addKeyValue("tenant", tenant)
          .addKeyValue("transport", transport.value())
          .addKeyValue("failures", streak.calls)
          .log("none of its events waits for the transport any more");
    }
  }

  private Streak begin(TenantId tenant, String why) {
    String reason = why.length() > MAX_REASON ? why.substring(0, MAX_REASON) + "..." : why;
    Streak streak = refused.get(tenant);
    if (streak == null) {
      streak = new Streak(new TransportRefusal(transport.value(), reason, clock.instant()));
      refused.put(tenant, streak);
      last = new BrokerHealth(false, transport.value() + " takes no events: " + reason);
    } else {
      streak.refusal = new TransportRefusal(transport.value(), reason, streak.refusal.since());
    }
    streak.calls++;
    return streak;
  }

  private @Nullable Streak end(TenantId tenant) {
    Streak streak = refused.remove(tenant);
    if (streak != null && streak.isNamed) {
      named--;
    }
    if (refused.isEmpty()) {
      overflowSaid = false;
    }
    return streak;
  }

  private BrokerHealth takesEvents() {
    return new BrokerHealth(true, transport.value() + " takes events");
  }
}
