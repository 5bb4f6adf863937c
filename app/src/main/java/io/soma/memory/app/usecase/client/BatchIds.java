package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.RequestId;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** Gives each write of a batch its own request id. */
final class BatchIds {

  private BatchIds() {}

  /** A write that shares the batch's id, or has none, gets {@code id:index}. */
  static List<Remember> assign(List<Remember> batch) {
    RequestId batchId =
        batch.stream()
            .map(write -> write.options().requestId())
            .filter(Objects::nonNull)
            .findFirst()
            .orElseGet(DeliveryFactory::newRequestId);
    return IntStream.range(0, batch.size())
        .mapToObj(index -> withId(batch.get(index), batchId, index))
        .toList();
  }

  private static Remember withId(Remember write, RequestId batchId, int index) {
    RequestId own = write.options().requestId();
    return own == null || own.equals(batchId) ? write.withRequestId(batchId.indexed(index)) : write;
  }
}
