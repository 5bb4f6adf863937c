package io.soma.memory.postgres.enqueue;

import io.soma.memory.domain.write.Delivery;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * A write in one call of enqueue.
 *
 * @param token tells the row that this call added from that of an earlier one, where the answer to
 *     the commit was lost
 * @param isCallerGone whether the caller has stopped waiting for the outcome, so that the write
 *     must not be added
 */
public record EnqueuedWrite(Delivery delivery, long token, BooleanSupplier isCallerGone) {

  public static EnqueuedWrite of(Delivery delivery, BooleanSupplier isCallerGone) {
    return new EnqueuedWrite(delivery, ThreadLocalRandom.current().nextLong(), isCallerGone);
  }

  /** Of a caller that waits. */
  public static EnqueuedWrite of(Delivery delivery) {
    return of(delivery, () -> false);
  }

  /**
   * The same as a new write, apart from an earlier one under its request id; the same one each
   * time.
   */
  public EnqueuedWrite numbered() {
    return new EnqueuedWrite(delivery.numbered(token & Long.MAX_VALUE), token, isCallerGone);
  }

  boolean isAwaited() {
    return !isCallerGone.getAsBoolean();
  }
}
