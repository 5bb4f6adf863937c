package io.soma.memory.app.usecase.guard;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteOperation;
import io.soma.memory.ports.driven.MonotonicClock;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants' writes the memory service stored last, by operation: what shows that a failing
 * write of one tenant meets no outage for all. Safe for many threads; of two writes that are noted
 * together one may be forgotten.
 */
@Singleton
public final class StoredWrites {

  private final AtomicReferenceArray<@Nullable Latest> latest =
      new AtomicReferenceArray<>(WriteOperation.values().length);
  private final MonotonicClock clock;

  @Inject
  public StoredWrites(MonotonicClock clock) {
    this.clock = clock;
  }

  /** Whether a write of this kind was stored for another tenant than this after that time. */
  public boolean byAnother(TenantId tenant, WriteOperation operation, long after) {
    Latest known = latest.get(operation.ordinal());
    if (known == null) {
      return false;
    }
    Seen seen = known.last.tenant.equals(tenant) ? known.ofAnother : known.last;
    return seen != null && seen.at - after > 0;
  }

  void note(TenantId tenant, WriteOperation operation) {
    Latest known = latest.get(operation.ordinal());
    Seen seen = new Seen(tenant, clock.nanos());
    latest.set(operation.ordinal(), new Latest(seen, known == null ? null : known.besides(tenant)));
  }

  private record Seen(TenantId tenant, long at) {}

  /** The last write, and the last one of a tenant other than that one's. */
  private record Latest(Seen last, @Nullable Seen ofAnother) {

    @Nullable Seen besides(TenantId tenant) {
      return last.tenant.equals(tenant) ? ofAnother : last;
    }
  }
}
