package io.soma.memory.app.usecase.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.supervision.ThreadWaits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
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

  @Test
  void aCallbackThatTakesATurnDoesNotWaitForItsOwnThread() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    KeyedLocks.Turn first = locks.join(TENANT, KEY);
    KeyedLocks.Turn second = locks.join(TENANT, KEY);
    KeyedLocks.Turn third = locks.join(TENANT, KEY);
    var unused = second.due().thenRun(second::close).thenRun(() -> takeTurn(order));
    var unusedToo = third.due().thenRun(() -> order.add("third")).thenRun(third::close);

    CompletableFuture.runAsync(first::close).get(30, TimeUnit.SECONDS);

    assertThat(order).containsExactly("third", "callback");
  }

  private void takeTurn(List<String> order) {
    try (KeyedLocks.Turn mine = locks.take(TENANT, KEY)) {
      order.add("callback");
    }
  }
}
