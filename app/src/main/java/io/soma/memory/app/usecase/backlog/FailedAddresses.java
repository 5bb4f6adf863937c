package io.soma.memory.app.usecase.backlog;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The addresses of failed events. A write to one of them that goes over HTTP leaves nothing in the
 * outbox by itself, so it is noted there that it overtook the failed event; otherwise a replay of
 * that could not tell that it would overwrite something newer.
 *
 * <p>What fails here is known at once, what fails in another instance after its next {@link
 * #refresh}. Safe for many threads.
 */
@Singleton
public final class FailedAddresses {

  /** More failed events than these are not looked after. */
  private static final int MOST = 10_000;

  private final OutboxRecords records;
  private final Set<EventAddress> failedHere = ConcurrentHashMap.newKeySet();
  private final Set<EventAddress> notNotedYet = ConcurrentHashMap.newKeySet();
  private volatile Set<EventAddress> seen = Set.of();

  @Inject
  public FailedAddresses(OutboxRecords records) {
    this.records = records;
  }

  /** Must be told after an event of this instance failed for good. */
  public void failed(OutboxEvent event) {
    failedHere.add(new EventAddress(event.tenant(), event.delivery().orderingKey()));
  }

  /** Must be told after a write was stored over HTTP, while it is still its turn. */
  public void stored(Delivery delivery) {
    if (seen.isEmpty() && failedHere.isEmpty()) {
      return;
    }
    EventAddress address = new EventAddress(delivery.tenant(), delivery.orderingKey());
    if (seen.contains(address) || failedHere.contains(address)) {
      note(address);
    }
  }

  /**
   * Looks for failed events. Calls must not overlap.
   *
   * @throws OutboxUnavailableException and then what was known stays
   */
  public void refresh() {
    List.copyOf(notNotedYet).forEach(this::note);
    Set<EventAddress> before = new HashSet<>(failedHere);
    seen = Set.copyOf(records.failedAddresses(MOST));
    failedHere.removeAll(before);
  }

  private void note(EventAddress address) {
    notNotedYet.add(address);
    try {
      records.overtake(address);
      notNotedYet.remove(address);
    } catch (OutboxUnavailableException e) {
      // The write is stored, and its caller is to know; the next look tries again.
      return;
    }
  }
}
