package io.soma.memory.app.usecase.client;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.MemoryUnavailableException;
import io.soma.memory.ports.driving.OutboxFullException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An asynchronous batch. Each write is in line for its address from the call on, so that no later
 * write passes it; the writes of a tenant then follow each other, and tenants do not wait for each
 * other. A write that fails leaves the others their receipts. For one thread.
 */
final class BatchLine {

  private final BatchOutcome outcome = new BatchOutcome();
  private final Map<TenantId, CompletableFuture<@Nullable Void>> lastOfTenant = new HashMap<>();
  private final TenantThreads threads;

  BatchLine(TenantThreads threads) {
    this.threads = threads;
  }

  /**
   * Adds the next write.
   *
   * @param getInLine gets its turn without waiting
   * @param write gives the step that makes it when its turn is due
   */
  void add(
      int index,
      TenantId tenant,
      Supplier<KeyedLocks.Turn> getInLine,
      Function<KeyedLocks.Turn, Supplier<WriteReceipt>> write) {
    KeyedLocks.Turn turn;
    try {
      turn = getInLine.get();
    } catch (OutboxFullException e) {
      outcome.add(index, () -> fail(e));
      return;
    }
    Supplier<WriteReceipt> step = write.apply(turn);
    lastOfTenant.compute(tenant, (of, before) -> following(before, index, tenant, turn, step));
  }

  private CompletableFuture<@Nullable Void> following(
      @Nullable CompletableFuture<@Nullable Void> before,
      int index,
      TenantId tenant,
      KeyedLocks.Turn turn,
      Supplier<WriteReceipt> step) {
    return (before == null ? turn.due() : before.thenCompose(done -> turn.due()))
        .thenCompose(
            due ->
                threads.<@Nullable Void>call(
                    tenant,
                    () -> {
                      outcome.add(index, step);
                      return null;
                    }))
        .exceptionally(
            failure -> {
              outcome.add(index, () -> fail(describe(failure)));
              return null;
            })
        .whenComplete((done, failure) -> close(turn));
  }

  /** Completes when every write has ended. */
  CompletableFuture<List<WriteReceipt>> receipts() {
    return CompletableFuture.allOf(
            lastOfTenant.values().toArray(new CompletableFuture<?>[lastOfTenant.size()]))
        .thenApply(done -> outcome.receipts());
  }

  // Not before it is due: an executor may refuse a write while another caller's earlier write of
  // its address is on its way, and the next one must not pass that.
  private static void close(KeyedLocks.Turn turn) {
    var unused = turn.due().whenComplete((due, failure) -> turn.close());
  }

  private static SomaMemoryException describe(Throwable failure) {
    Throwable cause = failure.getCause();
    Throwable own = failure instanceof CompletionException && cause != null ? cause : failure;
    return new MemoryUnavailableException("the write was not made: " + own, own);
  }

  private static WriteReceipt fail(SomaMemoryException failure) {
    throw failure;
  }
}
