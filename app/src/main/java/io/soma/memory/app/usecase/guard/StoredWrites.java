package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.MonotonicClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The tenants of the writes that the memory service stored last; they show that it takes writes
 * again. Safe for many threads; of two writes that are noted together one may be forgotten.
 */
@Singleton
public final class StoredWrites {

  private final MonotonicClock clock;
  private volatile @Nullable Latest latest;

  @Inject
  public StoredWrites(MonotonicClock clock) {
    this.clock = clock;
  }

  /** Whether a write was stored for another tenant than this after that time. */
  public boolean byAnother(TenantId tenant, long after) {
    Latest known = latest;
    if (known == null) {
      return false;
    }
    Seen seen = known.last.tenant.equals(tenant) ? known.ofAnother : known.last;
    return seen != null && seen.at - after > 0;
  }

  void note(TenantId tenant) {
    Latest known = latest;
    Seen seen = new Seen(tenant, clock.nanos());
    latest = new Latest(seen, known == null ? null : known.besides(tenant));
  }

  private record Seen(TenantId tenant, long at) {}

  /** The last write, and the last one of a tenant other than that one's. */
  private record Latest(Seen last, @Nullable Seen ofAnother) {

    @Nullable Seen besides(TenantId tenant) {
      return last.tenant.equals(tenant) ? ofAnother : last;
    }
  }
}
