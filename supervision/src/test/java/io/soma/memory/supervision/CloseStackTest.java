package io.soma.memory.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class EndingTest {

  private final List<String> closed = new CopyOnWriteArrayList<>();
  private final CloseStack ending = new CloseStack();

  @Test
  void theLastIsClosedFirstAndOnlyOnce() {
    ending.with(() -> closed.add("first"));
    ending.with(() -> closed.add("last"));

    ending.close();
    ending.close();

    assertThat(closed).containsExactly("last", "first");
  }

  @Test
  void whatComesTooLateIsClosedAtOnce() {
    ending.close();

    assertThatThrownBy(() -> ending.with(() -> closed.add("late")))
        .hasMessage("stopped while starting");
    assertThat(closed).containsExactly("late");
  }

  @Test
  void oneThatFailsDoesNotKeepTheOthersOpen() {
    ending.with(() -> closed.add("first"));
    ending.with(
        () -> {
          throw new IllegalStateException("on purpose, by a test");
        });

    ending.close();

    assertThat(closed).containsExactly("first");
  }

  @Test
  void whoeverClosesAsWellWaitsUntilAllIsClosed() throws InterruptedException {
    CountDownLatch closing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ending.with(
        () -> {
          closing.countDown();
          goOn.await();
          closed.add("slow");
        });
    Thread first = new Thread(ending::close);
    Thread second =
        new Thread(
            () -> {
              ending.close();
              closed.add("told");
            });
    first.start();
    closing.await();
    second.start();
    while (second.isAlive() && second.getState() != Thread.State.BLOCKED) {
      LockSupport.parkNanos(1_000_000);
    }
    goOn.countDown();
    first.join();
    second.join();

    assertThat(closed).containsExactly("slow", "told");
  }

  @Test
  void whatComesWhileOthersAreBeingClosedDoesNotWaitForThem() throws InterruptedException {
    CountDownLatch closing = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    ending.with(
        () -> {
          closing.countDown();
          goOn.await();
        });
    Thread closer = new Thread(ending::close);
    closer.start();
    closing.await();

    assertThatThrownBy(() -> ending.with(() -> closed.add("late")))
        .isInstanceOf(IllegalStateException.class);
    assertThat(closed).containsExactly("late");

    goOn.countDown();
    closer.join();
  }
}
