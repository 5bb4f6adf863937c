package io.soma.memory.app.usecase.client;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.testkit.fake.Hang;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class SameKeyOrderTest {

  /** If both went at once, the second could be stored and the first's replay overwrite it. */
  @Test
  void aWriteWaitsForAnEarlierOneToItsKeyAndQueuesBehindIt() throws InterruptedException {
    Rig rig = new Rig();
    Hang hang = rig.service().hang(TENANT);
    Thread first = new Thread(() -> rig.remember("key", "older"));
    first.start();
    hang.awaitCalls(1);
    Thread second = new Thread(() -> rig.remember("key", "newer"));
    second.start();
    while (second.getState() != Thread.State.WAITING && rig.service().deliveries().size() < 2) {
      Thread.onSpinWait();
    }

    assertThat(rig.service().deliveries()).hasSize(1);
    hang.timeOut();
    first.join();
    second.join();
    rig.service().recover(TENANT);
    rig.relay();
    assertThat(rig.effects()).containsExactly("older", "newer");
  }

  @Test
  void aWriteToAnotherKeyDoesNotWait() throws InterruptedException {
    Rig rig = new Rig();
    Hang hang = rig.service().hang(TENANT);
    CompletableFuture<Void> both =
        CompletableFuture.allOf(
            CompletableFuture.runAsync(() -> rig.remember("key", "one")),
            CompletableFuture.runAsync(() -> rig.remember("other-key", "two")));

    hang.awaitCalls(2);

    hang.release();
    both.join();
    assertThat(rig.effects()).containsExactlyInAnyOrder("one", "two");
  }
}
