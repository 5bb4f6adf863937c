package io.soma.memory.postgres.enqueue;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.MonotonicClock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Group commits side by side, each for tenants of its own, as two batches with writes of the same
 * tenant would wait for each other. While the server works on the batch of one lane, the callers of
 * the other get their answers and send their next writes. If a tenant's write did not get a lock in
 * time, its writes stay out of the lanes for a while.
 */
public final class CommitLanes {

  /** With three, batches are smaller, and the same processors commit fewer writes. */
  static final int MOST = 2;

  private final LoneCommits alone;
  private final List<GroupCommit> lanes;

  /**
   * @param connections how many commits can be under way at a time, at least one
   * @param commit as for a {@link GroupCommit}
   */
  public CommitLanes(
      int connections, Function<List<EnqueuedWrite>, List<Optional<Enqueued>>> commit) {
    alone = new LoneCommits(commit, MonotonicClock.SYSTEM::nanos);
    lanes =
        Stream.generate(() -> new GroupCommit(commit, alone))
            .limit(Math.min(MOST, connections))
            .toList();
  }

  /** Commits a write; throws the exception of {@code commit} for it. */
  public Enqueued enqueue(EnqueuedWrite write) {
    TenantId tenant = write.delivery().tenant();
    return alone.isApart(tenant) ? alone.commit(write) : of(tenant).enqueue(write);
  }

  private GroupCommit of(TenantId tenant) {
    return lanes.get(Math.floorMod(tenant.value().hashCode(), lanes.size()));
  }
}
