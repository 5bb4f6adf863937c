package io.soma.memory.app.usecase.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.supervision.ThreadWaits;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyedLocksTest {

  private static final TenantId TENANT = new TenantId("acme");
  private static final OrderingKey KEY = new OrderingKey("key");
  private static final int MANY = 50_000;

  private final KeyedLocks locks = new KeyedLocks(new BackpressureLimit(MANY), ThreadWaits.REAL);

  @Test
  void aLongLineWhoseTurnsRunInOneThreadEnds() {
    List<Integer> order = new ArrayList<>();
    KeyedLocks.Turn first = locks.join(TENANT, KEY);
    for (int i = 0; i < MANY; i++) {
      int number = i;
      KeyedLocks.Turn turn = locks.join(TENANT, KEY);
      // As an executor that runs its tasks in the calling thread.
      var unused = turn.due().thenRun(() -> order.add(number)).thenRun(turn::close);
    }

    first.close();

    assertThat(order).hasSize(MANY).isSorted();
    assertThat(locks.join(TENANT, KEY).due()).isCompleted();
  }
}
