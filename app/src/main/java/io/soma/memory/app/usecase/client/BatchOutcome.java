package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.ports.driving.PartialWriteException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The receipts and failures of the writes of one batch, which are made one after the other. */
final class BatchOutcome {

  private final SortedMap<Integer, WriteReceipt> receipts = new TreeMap<>();
  private final SortedMap<Integer, SomaMemoryException> failures = new TreeMap<>();

  /** Makes a write, and keeps its receipt or failure. */
  void add(int index, Supplier<WriteReceipt> write) {
    try {
      stored(index, write.get());
    } catch (SomaMemoryException e) {
      failed(index, e);
    } catch (RuntimeException e) {
      // On any failure, the receipts of the other writes must reach the caller.
      failed(index, new MemoryUnavailableException("the write broke: " + e, e));
    }
  }

  private synchronized void stored(int index, WriteReceipt receipt) {
    receipts.put(index, receipt);
  }

  private synchronized void failed(int index, SomaMemoryException failure) {
    failures.put(index, failure);
  }

  /**
   * The receipts in the order of the batch.
   *
   * @throws PartialWriteException if any write was not acknowledged
   */
  synchronized List<WriteReceipt> receipts() {
    if (!failures.isEmpty()) {
      throw new PartialWriteException(receipts, failures);
    }
    return new ArrayList<>(receipts.values());
  }
}
