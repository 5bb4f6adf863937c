package io.soma.memory.app.usecase.backlog;

import io.soma.memory.domain.tenant.TenantId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the writes did where that were stored over HTTP since the last look for failed events.
 * Bounded: for a tenant with too many writes, it keeps only the fact that there were some. Safe for
 * many threads; one thread looks.
 */
final class RecentStores {

  /** Writes of all tenants that are kept between two looks; about 20 MB at most. */
  static final int MOST = 100_000;

  /**
   * The writes stored between two polls.
   *
   * @param overflowing tenants of which more was stored than is kept
   */
  record Window(Set<AddressedWrite> writes, Set<TenantId> overflowing) {

    static Window empty() {
      return new Window(ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
    }

    void add(AddressedWrite write) {
      if (writes.size() < MOST) {
        writes.add(write);
      } else if (!writes.contains(write)) {
        overflowing.add(write.address().tenant());
      }
    }
  }

  private volatile Window current = Window.empty();

  void add(AddressedWrite write) {
    Window window;
    do {
      window = current;
      window.add(write);
      // Once more where it was taken meanwhile, and perhaps looked through already.
    } while (window != current);
  }

  /** The writes stored since the last call; a new window begins now. */
  Window takeWindow() {
    Window taken = current;
    current = Window.empty();
    return taken;
  }

  /** Gives a window back that could not be compared. */
  void putBack(Window window) {
    window.writes().forEach(this::add);
    current.overflowing().addAll(window.overflowing());
  }
}
