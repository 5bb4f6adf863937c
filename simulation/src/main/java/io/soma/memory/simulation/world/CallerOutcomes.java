package io.soma.memory.simulation.world;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.FailedRepeatException;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.ports.driving.PartialWriteException;
import io.soma.memory.testkit.history.WriteOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** What a caller makes of a receipt or an exception. */
final class CallerOutcomes {

  private CallerOutcomes() {}

  static WriteOutcome of(@Nullable WriteReceipt receipt, @Nullable Throwable failure) {
    if (receipt == null) {
      return ofFailure(cause(failure));
    }
    if (receipt instanceof WriteReceipt.Queued) {
      return WriteOutcome.QUEUED;
    }
    return receipt instanceof WriteReceipt.Stored ? WriteOutcome.STORED : WriteOutcome.SUPERSEDED;
  }

  /** The outcomes of the writes of a batch, in their order. */
  static List<WriteOutcome> ofBatch(
      @Nullable List<WriteReceipt> receipts, @Nullable Throwable failure, int size) {
    List<WriteOutcome> outcomes = new ArrayList<>();
    Throwable cause = cause(failure);
    for (int i = 0; i < size; i++) {
      if (receipts != null) {
        outcomes.add(of(receipts.get(i), null));
      } else if (cause instanceof PartialWriteException partial) {
        outcomes.add(of(partial.receipts().get(i), partial.failures().get(i)));
      } else {
        outcomes.add(ofFailure(cause));
      }
    }
    return outcomes;
  }

  private static @Nullable Throwable cause(@Nullable Throwable failure) {
    return failure instanceof CompletionException ? failure.getCause() : failure;
  }

  private static WriteOutcome ofFailure(@Nullable Throwable failure) {
    if (failure instanceof FailedRepeatException) {
      return WriteOutcome.FAILED_BEFORE;
    }
    if (failure instanceof CancellationException) {
      return WriteOutcome.GIVEN_UP;
    }
    boolean isRefused =
        failure instanceof SomaMemoryException && !(failure instanceof MemoryUnavailableException);
    return isRefused ? WriteOutcome.REFUSED : WriteOutcome.UNKNOWN;
  }
}
