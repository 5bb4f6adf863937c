package io.soma.memory.postgres;

import io.soma.memory.domain.write.Delivery;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A write in one call of enqueue.
 *
 * @param token tells the row that this call added from that of an earlier one, where the answer to
 *     the commit was lost
 */
record EnqueuedWrite(Delivery delivery, long token) {

  static EnqueuedWrite of(Delivery delivery) {
    return new EnqueuedWrite(delivery, ThreadLocalRandom.current().nextLong());
  }

  static List<EnqueuedWrite> all(List<Delivery> deliveries) {
    return deliveries.stream().map(EnqueuedWrite::of).toList();
  }

  /**
   * The same as a new write, apart from an earlier one under its request id; the same one each
   * time.
   */
  EnqueuedWrite numbered() {
    return new EnqueuedWrite(delivery.numbered(token & Long.MAX_VALUE), token);
  }
}
