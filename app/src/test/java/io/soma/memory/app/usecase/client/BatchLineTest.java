package io.soma.memory.app.usecase.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.routing.QueueReason;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.IdempotencyKey;
import io.soma.memory.domain.write.WriteReceipt;
import io.soma.memory.ports.driving.PartialWriteException;
import io.soma.memory.supervision.ThreadWaits;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BatchLineTest {

  private static final TenantId TENANT = new TenantId("acme");
  private static final OrderingKey FIRST = new OrderingKey("1");
  private static final OrderingKey SECOND = new OrderingKey("2");

  private static final TenantId OTHER = new TenantId("other");
  private static final WriteReceipt RECEIPT =
      new WriteReceipt.Queued(
          new EventId(1),
          new Coordinate("1.0"),
          new IdempotencyKey(UUID.randomUUID()),
          QueueReason.FAST_ACK);

  private final KeyedLocks locks = new KeyedLocks(new BackpressureLimit(10), ThreadWaits.REAL);

  @Test
  void aBrokenBatchLetsNoWritePassAnEarlierOneOfItsAddress() {
    KeyedLocks.Turn earlier = locks.join(TENANT, SECOND);
    BatchLine batch =
        batchOn(
            task -> {
              throw new RejectedExecutionException("the host's pool is full");
            });
    batch.add(0, TENANT, () -> locks.join(TENANT, FIRST), turn -> BatchLineTest::unreachable);
    batch.add(1, TENANT, () -> locks.join(TENANT, SECOND), turn -> BatchLineTest::unreachable);

    KeyedLocks.Turn later = locks.join(TENANT, SECOND);

    assertThat(later.due()).isNotDone();
    earlier.close();
    assertThat(later.due()).isDone();
    assertThat(batch.receipts()).isCompletedExceptionally();
  }

  @Test
  void aWriteThatTheExecutorRefusesLeavesTheOthersTheirReceipts() {
    Queue<Runnable> accepted = new ArrayDeque<>();
    BatchLine batch =
        batchOn(
            task -> {
              if (!accepted.isEmpty()) {
                throw new RejectedExecutionException("the host's pool is full");
              }
              accepted.add(task);
            });
    batch.add(0, TENANT, () -> locks.join(TENANT, FIRST), turn -> () -> RECEIPT);
    batch.add(1, OTHER, () -> locks.join(OTHER, SECOND), turn -> BatchLineTest::unreachable);
    accepted.element().run();

    assertThatThrownBy(batch.receipts()::join)
        .cause()
        .isInstanceOfSatisfying(
            PartialWriteException.class,
            partial -> {
              assertThat(partial.receipts()).containsExactly(Map.entry(0, RECEIPT));
              assertThat(partial.failures()).containsOnlyKeys(1);
            });
  }

  @Test
  void aTenantThatHangsHoldsNoOtherTenantsWrite() {
    KeyedLocks.Turn hanging = locks.join(TENANT, FIRST);
    BatchLine batch = batchOn(Runnable::run);
    batch.add(0, TENANT, () -> locks.join(TENANT, FIRST), turn -> () -> RECEIPT);
    batch.add(1, OTHER, () -> locks.join(OTHER, SECOND), turn -> () -> RECEIPT);

    assertThat(locks.join(OTHER, SECOND).due()).isDone();
    assertThat(batch.receipts()).isNotDone();
    hanging.close();
    assertThat(batch.receipts().join()).containsExactly(RECEIPT, RECEIPT);
  }

  private static <T> T unreachable() {
    throw new AssertionError("not run");
  }

  private static BatchLine batchOn(Executor executor) {
    return new BatchLine(
        new TenantThreads(executor, TenantThreads.Share.UNBOUNDED, new BackpressureLimit(10)));
  }
}
