package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.OutboxFullException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the writes of a batch one after the other without holding a thread while one waits. Each
 * gets in line for its address when it is added, so that later calls come after it.
 */
final class BatchLine {

  private final BatchOutcome outcome = new BatchOutcome();
  private final Executor executor;
  private CompletableFuture<@Nullable Void> before = CompletableFuture.completedFuture(null);

  BatchLine(Executor executor) {
    this.executor = executor;
  }

  /**
   * Adds the next write.
   *
   * @param getInLine gets its turn without waiting
   * @param write makes it when its turn is due
   */
  void add(
      int index,
      Supplier<KeyedLocks.Turn> getInLine,
      Function<KeyedLocks.Turn, WriteReceipt> write) {
    KeyedLocks.Turn turn;
    try {
      turn = getInLine.get();
    } catch (OutboxFullException e) {
      before = before.thenRun(() -> outcome.add(index, () -> fail(e)));
      return;
    }
    before =
        before
            .thenCompose(done -> turn.due())
            .thenRunAsync(() -> outcome.add(index, () -> write.apply(turn)), executor)
            .whenComplete((done, failure) -> close(turn));
  }

  /** Completes when every write has ended. */
  CompletableFuture<List<WriteReceipt>> receipts() {
    return before
        .thenApply(done -> outcome.receipts())
        .exceptionallyCompose(failure -> CompletableFuture.failedFuture(describe(failure)));
  }

  // Not before it is due: after a failure of an earlier write of the batch, another caller's write
  // of this address may still be on its way, and the next one must not pass it.
  private static void close(KeyedLocks.Turn turn) {
    var unused = turn.due().whenComplete((due, failure) -> turn.close());
  }

  private static Throwable describe(Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable own = failure instanceof CompletionException && cause != null ? cause : failure;
    return own instanceof RejectedExecutionException ? ShutdownGate.closed() : own;
  }

  private static WriteReceipt fail(SomaMemoryException failure) {
    throw failure;
  }
}
