package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.outbox.EventAddress;
import io.soma.memory.domain.outbox.KnownWrite;
import io.soma.memory.domain.outbox.RepeatOutcome;
import io.soma.memory.domain.write.DedupeKey;
import io.soma.memory.domain.write.Delivery;
import io.soma.memory.domain.write.Fingerprint;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driving.ReusedKeyException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The writes with keys that their callers named: those in the outbox, and the last ones that this
 * instance stored directly, which leave no row. A key that was stored directly is known to this
 * instance alone, and only until {@value #MOST} others followed. Safe for many threads.
 */
@Singleton
public final class NamedWrites {

  static final int MOST = 10_000;

  private record Direct(Fingerprint content, WriteReceipt.Stored receipt, EventAddress address) {}

  private final Outbox outbox;
  private final Map<DedupeKey, Direct> direct =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<DedupeKey, Direct> eldest) {
          boolean isOver = size() > MOST;
          if (isOver) {
            newestOfAddress.remove(eldest.getValue().address(), eldest.getKey());
          }
          return isOver;
        }
      };

  /**
   * The named write that was the last of its address; a newer write of the address takes it out.
   */
  private final Map<EventAddress, DedupeKey> newestOfAddress = new HashMap<>();

  @Inject
  NamedWrites(Outbox outbox) {
    this.outbox = outbox;
  }

  /**
   * The receipt of the write that came under this one's key before; empty if there is none, or if
   * the write has no named key. Where the outbox cannot be read, none is taken to be there.
   *
   * @throws io.soma.memory.ports.driving.FailedRepeatException if that one failed
   * @throws ReusedKeyException if that was another write
   */
  Optional<WriteReceipt> earlier(Delivery write) {
    Optional<WriteReceipt> stored = storedDirectly(write);
    return stored.isPresent() || !write.identity().isNamed()
        ? stored
        : inOutbox(write).map(known -> RepeatReceipts.of(RepeatOutcome.of(write, known)));
  }

  /** The same of those alone that this instance stored directly. */
  public synchronized Optional<WriteReceipt> storedDirectly(Delivery write) {
    Direct known = write.identity().isNamed() ? direct.get(write.dedupeKey()) : null;
    if (known == null) {
      return Optional.empty();
    }
    if (!known.content().equals(write.identity().fingerprint())) {
      throw new ReusedKeyException(null, "the content differs");
    }
    WriteReceipt.Stored receipt = known.receipt();
    return Optional.of(
        isNewest(write.dedupeKey(), known.address())
            ? receipt
            : new WriteReceipt.Superseded(null, receipt.coordinate(), receipt.idempotencyKey()));
  }

  /** Must be told of every write that was stored directly, while it is still its turn. */
  void stored(Delivery write, WriteReceipt.Stored receipt) {
    acknowledged(write);
    if (write.identity().isNamed()) {
      remember(write, receipt);
    }
  }

  /**
   * Must be told of every write that was acknowledged: it follows the earlier ones of its address.
   */
  public synchronized void acknowledged(Delivery write) {
    if (!newestOfAddress.isEmpty()) {
      newestOfAddress.remove(addressOf(write));
    }
  }

  private synchronized void remember(Delivery write, WriteReceipt.Stored receipt) {
    Fingerprint content = Objects.requireNonNull(write.identity().fingerprint());
    direct.put(write.dedupeKey(), new Direct(content, receipt, addressOf(write)));
    newestOfAddress.put(addressOf(write), write.dedupeKey());
  }

  private boolean isNewest(DedupeKey key, EventAddress address) {
    @Nullable DedupeKey newest = newestOfAddress.get(address);
    return key.equals(newest);
  }

  private Optional<KnownWrite> inOutbox(Delivery write) {
    try {
      return outbox.find(write.dedupeKey());
    } catch (OutboxUnavailableException e) {
      return Optional.empty();
    }
  }

  private static EventAddress addressOf(Delivery write) {
    return new EventAddress(write.tenant(), write.orderingKey());
  }
}
