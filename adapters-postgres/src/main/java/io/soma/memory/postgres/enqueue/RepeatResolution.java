package io.soma.memory.postgres.enqueue;

import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.postgres.connection.StandbyWait;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * Resolves writes with a dedupe key that is taken: each repeats an earlier write, or is a new write
 * and gets a number. For one transaction.
 */
public final class RepeatResolution {

  // The conflicting row may be gone before it is looked up; a second time is unlikely.
  private static final int ATTEMPTS = 3;

  private final DSLContext transaction;

  private RepeatResolution(DSLContext transaction) {
    this.transaction = transaction;
  }

  /**
   * In a transaction that holds the locks of the writes' tenants, so that nothing is added
   * meanwhile.
   */
  static RepeatResolution locked(DSLContext transaction, List<EnqueuedWrite> writes) {
    transaction.execute("SELECT " + Insertion.BOUND_LOCK_WAITS);
    EnqueueLock.take(transaction, writes);
    return new RepeatResolution(transaction);
  }

  /** In a transaction of the caller's own, without the lock, which others would wait for. */
  public static RepeatResolution joined(DSLContext transaction) {
    return new RepeatResolution(transaction);
  }

  /** The results of the writes, in order. A write is left out if its caller is gone. */
  public Map<EnqueuedWrite, Enqueued> resolve(List<EnqueuedWrite> writes) {
    Map<EnqueuedWrite, Enqueued> outcomes = new IdentityHashMap<>();
    for (EnqueuedWrite write : writes) {
      if (write.isAwaited()) {
        outcomes.put(write, resolve(write));
      }
    }
    return outcomes;
  }

  /** The result of a write. */
  public Enqueued resolve(EnqueuedWrite write) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // The role of a transaction that is joined may have no right to look.
      Optional<Enqueued> added = add(write);
      if (added.isPresent()) {
        return added.get();
      }
      Optional<KnownWrites.Found> found =
          KnownWrites.find(transaction, write.delivery().dedupeKey());
      if (found.isPresent()) {
        return decide(write, found.get());
      }
    }
    throw new OutboxUnavailableException(
        "events leave as fast as they are enqueued", new IllegalStateException("no row stayed"));
  }

  private Enqueued decide(EnqueuedWrite write, KnownWrites.Found found) {
    StandbyWait.include(transaction);
    if (isOwn(found, write)) {
      return added(found.write());
    }
    Delivery delivery = write.delivery();
    if (!delivery.identity().mayBeNumbered()) {
      return Enqueued.found(found.write());
    }
    EnqueuedWrite numbered = write.numbered();
    Optional<KnownWrites.Found> earlierTry =
        KnownWrites.find(transaction, numbered.delivery().dedupeKey());
    if (earlierTry.isPresent()) {
      return added(earlierTry.get().write());
    }
    return KnownWrites.newestUnconfirmed(transaction, delivery)
        .filter(newest -> newest.write().isRepeatedBy(delivery))
        .map(newest -> Enqueued.found(newest.write()))
        .or(() -> add(numbered))
        .orElseThrow();
  }

  // The row of a first try of the same call, where the answer to its commit was lost.
  private static boolean isOwn(KnownWrites.Found found, EnqueuedWrite write) {
    return found.token() != null && found.token() == write.token();
  }

  private static Enqueued added(KnownWrite known) {
    return Enqueued.added(known.id(), known.idempotencyKey());
  }

  /** Empty if the key is taken meanwhile, by a transaction that joins ours without the lock. */
  private Optional<Enqueued> add(EnqueuedWrite write) {
    Delivery delivery = write.delivery();
    return Optional.ofNullable(
            transaction.connectionResult(
                connection -> Insertion.joined(connection, write).get(delivery.dedupeKey())))
        .map(id -> Enqueued.added(id, delivery.idempotencyKey()));
  }
}
