package io.soma.memory.app.usecase.client;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.soma.memory.domain.write.NamedKey;
import io.soma.memory.domain.write.Remember;
import io.soma.memory.domain.write.RequestId;
import io.soma.memory.domain.write.WriteOptions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Tells the writes of a batch apart that share an id or a key. */
final class BatchIds {

  private BatchIds() {}

  /**
   * Gives a write its index where it has no request id, or shares that of the batch or a named key
   * with another write of it.
   */
  static List<Remember> assign(List<Remember> batch) {
    RequestId batchId =
        batch.stream()
            .map(write -> write.options().requestId())
            .filter(Objects::nonNull)
            .findFirst()
            .orElseGet(DeliveryFactory::newRequestId);
    Map<NamedKey, Long> uses =
        batch.stream()
            .map(write -> write.options().namedKey())
            .filter(Objects::nonNull)
            .collect(groupingBy(key -> key, counting()));
    return IntStream.range(0, batch.size())
        .mapToObj(index -> withIndex(batch.get(index), batchId, uses, index))
        .toList();
  }

  private static Remember withIndex(
      Remember write, RequestId batchId, Map<NamedKey, Long> uses, int index) {
    WriteOptions options = write.options();
    RequestId own = options.requestId();
    boolean sharesId = own == null || own.equals(batchId);
    NamedKey key = options.namedKey();
    boolean isTold = key == null ? !sharesId : uses.getOrDefault(key, 0L) == 1;
    if (isTold) {
      return sharesId ? write.withRequestId(batchId.indexed(index)) : write;
    }
    return write.withOptions(options.inBatch(own == null ? batchId : own, index));
  }
}
