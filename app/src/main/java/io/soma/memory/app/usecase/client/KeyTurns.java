package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.tenant.TenantId;
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
 * one call and one enqueue, so the wait is bounded by the HTTP deadline; as soon as one write has
 * queued, those behind it queue at once.
 */
@Singleton
public final class KeyTurns {

  private final ConcurrentHashMap<Address, Turn> last = new ConcurrentHashMap<>();

  @Inject
  KeyTurns() {}

  /** Waits until every write to the address that has begun has ended. */
  public void awaitEarlier(TenantId tenant, OrderingKey key) {
    Turn before = last.get(new Address(tenant, key));
    if (before != null) {
      before.ended.join();
    }
  }

  /** Waits until every earlier write to the address has ended; then it is this one's turn. */
  Turn take(TenantId tenant, OrderingKey key) {
    Turn mine = new Turn(new Address(tenant, key));
    Turn before = last.put(mine.address, mine);
    if (before != null) {
      before.ended.join();
    }
    return mine;
  }

  private record Address(TenantId tenant, OrderingKey key) {}

  /** The right to write to one address, until closed. */
  final class Turn implements AutoCloseable {

    private final Address address;
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();

    private Turn(Address address) {
      this.address = address;
    }

    @Override
    public void close() {
      last.remove(address, this);
      ended.complete(null);
    }
  }
}
