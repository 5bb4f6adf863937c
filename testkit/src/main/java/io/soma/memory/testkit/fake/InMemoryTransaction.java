package io.soma.memory.testkit.fake;

import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.ports.driven.Enqueued;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeoutException;

/**
 * A transaction of a caller's in the database of an {@link InMemoryStore}. A write that joins it
 * has its id from then on, and is in the outbox once the transaction has committed. Until its end,
 * instances see that it is open ({@link InMemoryOutbox#unsettledCommits}). Safe for many threads.
 */
public final class InMemoryTransaction {

  private final InMemoryStore store;
  private final Map<DedupeKey, InMemoryRow> joined = new LinkedHashMap<>();
  private boolean isOpen = true;
  private boolean isCommitted;

  /** Begins one. */
  public InMemoryTransaction(InMemoryStore store) {
    this.store = store;
  }

  /**
   * Adds a write; under a named key it may find an earlier one.
   *
   * @throws OutboxUnavailableException if another open transaction holds the named key
   */
  public Enqueued enqueue(Delivery write) {
    synchronized (store) {
      requireOpen();
      store.openTransactions.add(this);
      if (write.identity().mayBeNumbered()) {
        return add(write.numbered(store.nextNumber()));
      }
      return earlier(write.dedupeKey()).map(Enqueued::found).orElseGet(() -> add(write));
    }
  }

  private Optional<KnownWrite> earlier(DedupeKey key) {
    store.requireNotHeld(key, this);
    return store.find(key).or(() -> Optional.ofNullable(joined.get(key)).map(store::known));
  }

  private Enqueued add(Delivery write) {
    OutboxEvent event = store.draw(write);
    joined.put(write.dedupeKey(), InMemoryRow.pending(event, write.identity().fingerprint()));
    return Enqueued.added(event.id(), write.idempotencyKey());
  }

  /** Ends it, and puts its writes into the outbox. */
  public void commit() {
    synchronized (store) {
      requireOpen();
      joined.values().forEach(store::put);
      isCommitted = true;
      end();
    }
  }

  /** Ends it without its writes, if it is open. */
  public void rollback() {
    synchronized (store) {
      end();
    }
  }

  private void end() {
    isOpen = false;
    store.openTransactions.remove(this);
  }

  private void requireOpen() {
    if (!isOpen) {
      throw new OutboxUnavailableException(
          "the transaction is over", new IllegalStateException("rolled back"));
    }
  }

  /** Whether it is not over. */
  public boolean isOpen() {
    synchronized (store) {
      return isOpen;
    }
  }

  /** Whether it has committed. */
  public boolean isCommitted() {
    synchronized (store) {
      return isCommitted;
    }
  }

  boolean holds(DedupeKey key) {
    return joined.containsKey(key);
  }

  /** The tenants whose writes have joined it. */
  Set<TenantId> tenants() {
    Set<TenantId> tenants = new TreeSet<>();
    joined.values().forEach(row -> tenants.add(row.event().tenant()));
    return tenants;
  }

  static OutboxUnavailableException heldUp() {
    return new OutboxUnavailableException(
        "an open transaction holds the key", new TimeoutException("lock timeout"));
  }
}
