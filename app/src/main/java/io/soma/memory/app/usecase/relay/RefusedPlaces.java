package io.soma.memory.app.usecase.relay;

import io.soma.memory.domain.tenant.TenantId;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * The threads of the relay that may be held at once for tenants of which the transport took nothing
 * the last time. Such a call may hold its thread until the transport's timeout, so without a bound
 * they hold all threads and every other tenant waits.
 *
 * <p>Of the tenants that wait for a place, the one with the fewest refused calls is the next, and
 * of equals the one that came first: a tenant that met one short trouble does not wait behind all
 * that have been refused for an hour. Safe for many threads.
 */
final class RefusedPlaces {

  // From here on all count the same, so that new ones do not overtake old ones for ever.
  private static final int MANY_REFUSALS = 7;

  private final PriorityQueue<Waiting> waiting = new PriorityQueue<>();
  private final int places;
  private int taken;
  private long arrivals;

  RefusedPlaces(int places) {
    if (places < 1) {
      throw new IllegalArgumentException("at least 1 place is needed, but there are " + places);
    }
    this.places = places;
  }

  private record Waiting(int refusals, long arrival, TenantId tenant)
      implements Comparable<Waiting> {

    private static final Comparator<Waiting> ORDER =
        Comparator.comparingInt(Waiting::refusals).thenComparingLong(Waiting::arrival);

    @Override
    public int compareTo(Waiting other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Takes a place for a tenant. False if none is free: then {@link #leave} names the tenant later.
   */
  synchronized boolean enter(TenantId tenant, int refusals) {
    if (taken < places) {
      taken++;
      return true;
    }
    waiting.add(new Waiting(Math.min(refusals, MANY_REFUSALS), arrivals++, tenant));
    return false;
  }

  /** Gives a place up; the tenant that has it from now on, or null if it is free. */
  synchronized @Nullable TenantId leave() {
    Waiting next = waiting.poll();
    if (next == null) {
      taken--;
      return null;
    }
    return next.tenant();
  }
}
