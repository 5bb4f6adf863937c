package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.OutboxFullException;
import io.soma.memory.supervision.ThreadWaits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets writes to one address pass one after the other, first come, first served.
 *
 * <p>Without turns, a write that hangs on its way over HTTP could give up and queue after a newer
 * one to the same address was stored, and its replay would overwrite that. A turn lasts as long as
 * one call and one enqueue, so the wait is bounded by the HTTP deadline; in an asynchronous batch
 * it lasts until the earlier writes of the batch's tenant have ended, too. As soon as one write has
 * queued, those behind it queue at once. A waiting write needs no thread of ours; the number of
 * waiting writes is bounded per tenant, as the outbox is.
 */
@Singleton
public final class KeyedLocks {

  private static final CompletableFuture<@Nullable Void> NOW =
      CompletableFuture.completedFuture(null);

  private final ConcurrentHashMap<Address, Turn> last = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<TenantId, Integer> waiting = new ConcurrentHashMap<>();
  private final FlatCompletion completion = new FlatCompletion();
  private final BackpressureLimit limit;
  private final ThreadWaits waits;

  @Inject
  KeyedLocks(BackpressureLimit limit, ThreadWaits waits) {
    this.limit = limit;
    this.waits = waits;
  }

  /** Waits until every write to the address that has begun has ended. */
  public void awaitEarlier(TenantId tenant, OrderingKey key) {
    Turn before = last.get(new Address(tenant, key));
    if (before != null) {
      await(before.ended);
    }
  }

  /** Waits until every earlier write to the address has ended; then it is this one's turn. */
  Turn take(TenantId tenant, OrderingKey key) {
    Turn mine = join(tenant, key);
    try {
      await(mine.due());
      return mine;
    } catch (Throwable e) {
      mine.giveUp();
      throw e;
    }
  }

  private void await(CompletableFuture<@Nullable Void> turn) {
    if (!turn.isDone()) {
      completion.completeThoseThatWait();
    }
    waits.join(turn);
  }

  /**
   * Gets in line without waiting. The caller must close the turn, due or not.
   *
   * @throws OutboxFullException if too many writes of the tenant are in line
   */
  Turn join(TenantId tenant, OrderingKey key) {
    int inLine = waiting.getOrDefault(tenant, 0);
    if (inLine >= limit.perTenant()) {
      throw new OutboxFullException(tenant, inLine, limit.perTenant());
    }
    Turn mine = new Turn(tenant, key);
    try {
      countIfWaiting(mine, tenant);
      return mine;
    } catch (Throwable e) {
      mine.giveUp();
      throw e;
    }
  }

  private void countIfWaiting(Turn mine, TenantId tenant) {
    if (!mine.due().isDone()) {
      waiting.merge(tenant, 1, Integer::sum);
      var unused = mine.due().thenRun(() -> waiting.computeIfPresent(tenant, KeyedLocks::oneLess));
    }
  }

  private static @Nullable Integer oneLess(TenantId tenant, Integer count) {
    return count == 1 ? null : count - 1;
  }

  private record Address(TenantId tenant, OrderingKey key) {}

  /** The right to write to one address, until closed. */
  final class Turn implements AutoCloseable {

    private final Address address;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> due;

    private Turn(TenantId tenant, OrderingKey key) {
      this.address = new Address(tenant, key);
      Turn before = last.put(address, this);
      this.due = before == null ? NOW : before.ended;
    }

    /** Completes when every earlier write to the address has ended. */
    CompletableFuture<@Nullable Void> due() {
      return due;
    }

    // Not before it is due, or the next one would pass those before it.
    private void giveUp() {
      var unused = due.thenRun(this::close);
    }

    @Override
    public void close() {
      last.remove(address, this);
      completion.complete(ended);
    }
  }
}
