package io.soma.memory.app.usecase.relay;

import io.soma.memory.app.usecase.guard.JitterSource;
import io.soma.memory.app.usecase.guard.Sleeper;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Outbox;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Wakes the tenants with pending events: those enqueued elsewhere, or before this process.
 *
 * <p>Every process scans, and a tenant is carried by one of them at a time. If all went through a
 * long list in its order, all but one would come too late at each tenant, and would ask the outbox
 * in vain. So the list is cut into parts, and each process takes these in an order of its own: a
 * part is looked at again when it comes to it, and not before most of the tenants of the parts
 * before it have had their turn. For one thread.
 */
public final class PendingScan {

  static final int PAGE = 1_000;

  /** Tenants of one part; as many as a process carries at once. */
  static final int PART = 64;

  private static final Duration LOOK = Duration.ofMillis(10);

  /** Well within the time after which a loop counts as standing still. */
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Outbox outbox;
  private final RelayLoop relay;
  private final Sleeper sleeper;
  private final JitterSource order;
  private final AtomicInteger waiting = new AtomicInteger();

  @Inject
  public PendingScan(Outbox outbox, RelayLoop relay, Sleeper sleeper, JitterSource order) {
    this.outbox = outbox;
    this.relay = relay;
    this.sleeper = sleeper;
    this.order = order;
  }

  /**
   * One scan; one of very many tenants lasts until nearly all have had a turn, but no longer than
   * half a minute, and the next one goes on then.
   */
  public void scan() {
    List<TenantId> all = all();
    if (all.size() <= PART) {
      all.forEach(this::wake);
      return;
    }
    Patience patience = new Patience();
    for (int begin : inAnyOrder(beginsOfParts(all.size()))) {
      if (!patience.awaitRoom()) {
        return;
      }
      pendingOf(all, begin).forEach(this::wake);
    }
  }

  private List<TenantId> all() {
    List<TenantId> all = new ArrayList<>();
    List<TenantId> page;
    do {
      page = outbox.tenantsWithPending(all.isEmpty() ? null : all.get(all.size() - 1), PAGE);
      all.addAll(page);
    } while (page.size() == PAGE);
    return all;
  }

  private static List<Integer> beginsOfParts(int size) {
    List<Integer> begins = new ArrayList<>();
    for (int begin = 0; begin < size; begin += PART) {
      begins.add(begin);
    }
    return begins;
  }

  // Fisher and Yates, from the source that a simulation replaces.
  private List<Integer> inAnyOrder(List<Integer> begins) {
    for (int i = begins.size() - 1; i > 0; i--) {
      Collections.swap(begins, i, (int) (order.next() * (i + 1)));
    }
    return begins;
  }

  private List<TenantId> pendingOf(List<TenantId> all, int begin) {
    @Nullable TenantId before = begin == 0 ? null : all.get(begin - 1);
    Set<TenantId> part = new HashSet<>(all.subList(begin, Math.min(begin + PART, all.size())));
    return outbox.tenantsWithPending(before, PART).stream().filter(part::contains).toList();
  }

  private void wake(TenantId tenant) {
    waiting.incrementAndGet();
    relay.wake(tenant, waiting::decrementAndGet);
  }

  /** The waits of one scan. */
  private final class Patience {

    private Duration left = LONGEST;

    /** Whether few tenants wait for their turn now. */
    private boolean awaitRoom() {
      while (waiting.get() >= PART) {
        if (left.isZero() || !sleeper.sleep(LOOK)) {
          return false;
        }
        left = left.minus(LOOK);
      }
      return true;
    }
  }
}
