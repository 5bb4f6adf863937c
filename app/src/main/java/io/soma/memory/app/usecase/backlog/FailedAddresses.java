package io.soma.memory.app.usecase.backlog;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driven.TenantFailures;
import io.soma.memory.supervision.CaughtErrors;
import io.soma.memory.supervision.Logs;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;

/**
 * The addresses of failed events. A write over HTTP to one of them leaves no row in the outbox. So
 * the outbox notes that the failed event was overtaken; otherwise a replay of the failed event
 * would overwrite a newer write unseen.
 *
 * <p>A failure in this instance is known at once, a failure in another instance after the next
 * {@link #refresh}; a write stored in between is compared then. Safe for many threads.
 */
@Singleton
public final class FailedAddresses {

  /** Addresses of one tenant that are kept here; with more, each write of the tenant is noted. */
  static final int PER_TENANT = 10_000;

  private static final Logger LOG = Logs.of(FailedAddresses.class);

  private final OutboxRecords records;
  private final OtherInstances others;
  private final Set<EventAddress> failedHere = ConcurrentHashMap.newKeySet();
  private final Set<AddressedWrite> notNotedYet = ConcurrentHashMap.newKeySet();
  private final RecentStores recent = new RecentStores();
  private volatile Map<TenantId, TenantFailures> seen = Map.of();

  @Inject
  public FailedAddresses(OutboxRecords records, OtherInstances others) {
    this.records = records;
    this.others = others;
  }

  /** Must be told after an event of this instance failed for good. */
  public void failed(OutboxEvent event) {
    failedHere.add(new EventAddress(event.tenant(), event.delivery().orderingKey()));
  }

  /**
   * Must be told after a write was stored over HTTP, while it is still its turn.
   *
   * @return whether its caller may rely on it: false if the outbox did not take the note that it
   *     overtook a failed event, and another instance may have that event replayed meanwhile
   */
  public boolean stored(Delivery delivery) {
    AddressedWrite write = AddressedWrite.of(delivery);
    recent.add(write);
    return !hasFailed(write.address()) || note(write) || !others.areKnown();
  }

  /**
   * Must be told before a write is queued after a direct call without an answer, while it is still
   * its turn. The call may have taken effect, and no replay of an older event may follow it; not
   * even where no other instance is known, as after an outage of the outbox none is announced yet.
   *
   * @throws OutboxUnavailableException if the outbox was not told
   */
  public void unconfirmed(Delivery delivery) {
    EventAddress address = AddressedWrite.of(delivery).address();
    if (hasFailed(address)) {
      sayTakenBack(address, records.takeBack(address, delivery.operation()));
    }
  }

  /**
   * Looks for failed events. Calls must not overlap. Call it right after a poll of the backlog: an
   * event that was queued and failed between two polls is then newer than the previous poll.
   *
   * @throws OutboxUnavailableException if the outbox cannot be read; the known state then stays
   */
  public void refresh() {
    List.copyOf(notNotedYet).forEach(this::note);
    Set<EventAddress> before = new HashSet<>(failedHere);
    RecentStores.Window stored = recent.takeWindow();
    try {
      seen = failures();
      stored.writes().stream().filter(write -> hasFailed(write.address())).forEach(this::note);
      stored.overflowing().forEach(this::noteAllOf);
    } catch (RuntimeException | Error e) {
      recent.putBack(stored);
      throw e;
    }
    failedHere.removeAll(before);
  }

  private Map<TenantId, TenantFailures> failures() {
    return records.failedAddresses(PER_TENANT).stream()
        .collect(Collectors.toMap(TenantFailures::tenant, Function.identity()));
  }

  private boolean hasFailed(EventAddress address) {
    if (seen.isEmpty() && failedHere.isEmpty()) {
      return false;
    }
    TenantFailures ofTenant = seen.get(address.tenant());
    return failedHere.contains(address)
        || (ofTenant != null
            && (ofTenant.hasMore() || ofTenant.addresses().contains(address.orderingKey())));
  }

  // Too many writes of the tenant were stored since the last look to know them all. One of them may
  // have been a deletion, which overtakes any other write.
  private void noteAllOf(TenantId tenant) {
    TenantFailures ofTenant = seen.get(tenant);
    while (ofTenant != null) {
      ofTenant
          .addresses()
          .forEach(key -> records.overtake(new EventAddress(tenant, key), WriteOperation.DELETE));
      seen = failures();
      ofTenant = seen.get(tenant);
    }
  }

  // A failure is no reason to fail the write: it is stored in any case.
  private boolean note(AddressedWrite write) {
    notNotedYet.add(write);
    try {
      sayTakenBack(write.address(), records.overtake(write.address(), write.operation()));
      notNotedYet.remove(write);
      return true;
    } catch (OutboxUnavailableException e) {
      LOG.debug("not noted yet that a failed event is overtaken", e);
    } catch (RuntimeException | Error e) {
      LOG.error("not noted yet that a failed event is overtaken; the next look tries again", e);
      CaughtErrors.handOn(e);
    }
    return false;
  }

  private static void sayTakenBack(EventAddress address, int replays) {
    if (replays > 0) {
      LOG.atWarn()
          .addKeyValue("tenant", address.tenant())
          .addKeyValue("events", replays)
          .log("a replay is taken back, as a newer write of its address was sent meanwhile");
    }
  }
}
