package io.soma.memory.postgres.enqueue;

import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.AbandonedWriteException;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.connection.SqlFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Commits of single writes: those whose batch failed, and those of a tenant whose last writes did
 * not get a lock in time. These would hold up the writes of other tenants in a batch. Safe for many
 * threads.
 *
 * <p>One at a time for each tenant, as they would wait for each other in PostgreSQL, each with a
 * connection; and one at a time of all tenants that did not get a lock.
 */
final class LoneCommits {

  private static final long APART_NANOS = Duration.ofSeconds(30).toNanos();
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final int STRIPES = 64;

  private final Function<List<EnqueuedWrite>, List<Optional<Enqueued>>> commit;
  private final LongSupplier nanos;
  private final Map<TenantId, Long> waitedInVain = new ConcurrentHashMap<>();
  private final Semaphore apart = new Semaphore(1, true);
  private final List<Semaphore> stripes =
      Stream.generate(() -> new Semaphore(1, true)).limit(STRIPES).toList();

  LoneCommits(Function<List<EnqueuedWrite>, List<Optional<Enqueued>>> commit, LongSupplier nanos) {
    this.commit = commit;
    this.nanos = nanos;
  }

  /** Whether the tenant's writes are to stay out of batches for now. */
  boolean isApart(TenantId tenant) {
    Long since = waitedInVain.get(tenant);
    if (since == null) {
      return false;
    }
    boolean isApart = nanos.getAsLong() - since < APART_NANOS;
    if (!isApart) {
      waitedInVain.remove(tenant, since);
    }
    return isApart;
  }

  /** Commits a write; throws the exception of {@code commit} for it. */
  Enqueued commit(EnqueuedWrite write) {
    TenantId tenant = write.delivery().tenant();
    if (!isApart(tenant)) {
      Semaphore stripe = stripes.get(Math.floorMod(tenant.value().hashCode(), STRIPES));
      acquire(stripe);
      try {
        // An earlier one may have got no lock meanwhile.
        if (!isApart(tenant)) {
          return committed(write);
        }
      } finally {
        stripe.release();
      }
    }
    acquire(apart);
    try {
      return committed(write);
    } finally {
      apart.release();
    }
  }

  private Enqueued committed(EnqueuedWrite write) {
    try {
      return commit.apply(List.of(write)).get(0).orElseThrow(AbandonedWriteException::new);
    } catch (RuntimeException e) {
      if (SqlFailure.isLockTimeout(e)) {
        waitedInVain.put(write.delivery().tenant(), nanos.getAsLong());
      }
      throw e;
    }
  }

  private static void acquire(Semaphore turn) {
    try {
      if (turn.tryAcquire(LONGEST_WAIT.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OutboxUnavailableException("the caller was interrupted", e);
    }
    String why =
        "earlier writes wait for a lock that another transaction holds in PostgreSQL: end that"
            + " transaction, and write again";
    throw new OutboxUnavailableException(why, new TimeoutException(why));
  }
}
