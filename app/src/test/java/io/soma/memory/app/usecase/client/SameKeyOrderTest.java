package io.soma.memory.app.usecase.client;

import static io.soma.memory.app.Rig.TENANT;
import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.app.Rig;
import io.soma.memory.testkit.fake.Hang;
import java.util.concurrent.locks.LockSupport;
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
      LockSupport.parkNanos(1_000_000);
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
    // Threads of their own: the common pool of a small machine has one, and both calls hang.
    Thread one = new Thread(() -> rig.remember("key", "one"));
    Thread two = new Thread(() -> rig.remember("other-key", "two"));
    one.start();
    two.start();

    hang.awaitCalls(2);

    hang.release();
    one.join();
    two.join();
    assertThat(rig.effects()).containsExactlyInAnyOrder("one", "two");
  }
}
