package io.soma.memory.app.usecase.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.supervision.ThreadWaits;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class BatchLineTest {

  private static final TenantId TENANT = new TenantId("acme");
  private static final OrderingKey FIRST = new OrderingKey("1");
  private static final OrderingKey SECOND = new OrderingKey("2");

  private final KeyedLocks locks = new KeyedLocks(new BackpressureLimit(10), ThreadWaits.REAL);

  @Test
  void aBrokenBatchLetsNoWritePassAnEarlierOneOfItsAddress() {
    KeyedLocks.Turn earlier = locks.join(TENANT, SECOND);
    BatchLine batch =
        new BatchLine(
            task -> {
              throw new RejectedExecutionException("the host's pool is full");
            });
    batch.add(0, () -> locks.join(TENANT, FIRST), turn -> unreachable());
    batch.add(1, () -> locks.join(TENANT, SECOND), turn -> unreachable());

    KeyedLocks.Turn later = locks.join(TENANT, SECOND);

    assertThat(batch.receipts()).isCompletedExceptionally();
    assertThat(later.due()).isNotDone();
    earlier.close();
    assertThat(later.due()).isDone();
  }

  private static <T> T unreachable() {
    throw new AssertionError("not run");
  }
}
