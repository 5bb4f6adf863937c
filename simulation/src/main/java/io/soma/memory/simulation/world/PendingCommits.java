package io.soma.memory.simulation.world;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.UnsettledCommits;
import io.soma.memory.simulation.schedule.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Commits of one instance that hang, and its knowledge of other instances' commits. */
final class PendingCommits {

  private static final Duration SHORTEST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(12);
  private static final Duration CALLERS_PATIENCE = Duration.ofSeconds(3);

  private static final class Commit {
    Optional<Enqueued> result = Optional.empty();
    boolean over;
  }

  private final TenantLocks locks;
  private final Scheduler scheduler;
  private final List<TenantLocks.Holding> lost = new ArrayList<>();
  private Map<TenantId, TenantLocks.Holding> seenLast = Map.of();

  PendingCommits(TenantLocks locks, Scheduler scheduler) {
    this.locks = locks;
    this.scheduler = scheduler;
  }

  /** Waits for a commit that takes long, even after its caller has stopped waiting. */
  Enqueued hang(TenantLocks.Holding lock, Supplier<Optional<Enqueued>> outcome) {
    Commit commit = new Commit();
    scheduler.after(
        scheduler.random().between(SHORTEST, LONGEST),
        () -> {
          commit.result = outcome.get();
          commit.over = true;
          locks.release(lock);
        });
    boolean isOver = scheduler.await(() -> commit.over, CALLERS_PATIENCE.toNanos());
    if (!isOver) {
      lost.add(lock);
      throw StoreLink.unavailable("no answer to a commit");
    }
    return commit.result.orElseThrow(() -> StoreLink.unavailable("the commit failed"));
  }

  /** The unsettled commits: lost here, or already under way at the last poll. */
  UnsettledCommits look() {
    lost.removeIf(lock -> !locks.isHeld(lock));
    Set<TenantId> concerned = new TreeSet<>();
    lost.forEach(lock -> concerned.add(lock.tenant()));
    Map<TenantId, TenantLocks.Holding> seen = locks.held();
    seen.forEach(
        (tenant, holding) -> {
          if (holding.equals(seenLast.get(tenant))) {
            concerned.add(tenant);
          }
        });
    seenLast = seen;
    return concerned::contains;
  }
}
