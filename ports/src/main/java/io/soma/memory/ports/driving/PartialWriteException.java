package io.soma.memory.ports.driving;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.write.WriteReceipt;
import java.util.Map;
import java.util.SortedMap;

/** Some writes of a batch were not acknowledged; the others were. */
public final class PartialWriteException extends SomaMemoryException {

  private final transient SortedMap<Integer, WriteReceipt> receipts;
  private final transient SortedMap<Integer, SomaMemoryException> failures;

  /** Each write of the batch by its index, in one of the two. */
  public PartialWriteException(
      SortedMap<Integer, WriteReceipt> receipts, SortedMap<Integer, SomaMemoryException> failures) {
    super(message(receipts, failures), failures.get(failures.firstKey()));
    this.receipts = receipts;
    this.failures = failures;
  }

  private static String message(
      Map<Integer, WriteReceipt> receipts, SortedMap<Integer, SomaMemoryException> failures) {
    int first = failures.firstKey();
    return failures.size()
        + " of "
        + (receipts.size() + failures.size())
        + " writes were not acknowledged; the first, at index "
        + first
        + ": "
        + failures.get(first);
  }

  /** The receipts of the acknowledged writes, by index. */
  public SortedMap<Integer, WriteReceipt> receipts() {
    return receipts;
  }

  /** The failures of the other writes, by index. */
  public SortedMap<Integer, SomaMemoryException> failures() {
    return failures;
  }
}
