package io.soma.memory.sandbox.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ProcessFiguresTest {

  private static final int MANY = 150;

  @Test
  void seesWhatThisProcessHolds() throws Exception {
    ProcessFigures before = ProcessFigures.of(ProcessHandle.current().pid());
    CountDownLatch end = new CountDownLatch(1);
    byte[] kept = new byte[100 << 20];
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < MANY; i++) {
        Thread thread = new Thread(() -> await(end));
        thread.setDaemon(true);
        thread.start();
        sockets.add(new ServerSocket(0));
      }
      ProcessFigures after = ProcessFigures.of(ProcessHandle.current().pid());
      assertThat(after.threads()).isGreaterThanOrEqualTo(before.threads() + MANY / 2);
      assertThat(after.heapMb()).isGreaterThanOrEqualTo(before.heapMb() + 50);
      if (before.handles() >= 0) {
        assertThat(after.handles()).isGreaterThanOrEqualTo(before.handles() + MANY / 2);
        assertThat(after.connections()).isGreaterThanOrEqualTo(before.connections() + MANY / 2);
      }
      assertThat(kept).hasSize(100 << 20);
    } finally {
      end.countDown();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  @Test
  void namesEachFigureThatGrew() {
    ProcessFigures start = new ProcessFigures(40, 60, 150, 30);

    assertThat(new ProcessFigures(60, 80, 200, 60).growthSince(start)).isEmpty();
    assertThat(new ProcessFigures(200, 600, 900, 700).growthSince(start))
        .containsExactly(
            "heap in MB grew from 40 to 200",
            "threads grew from 60 to 600",
            "handles grew from 150 to 900",
            "connections grew from 30 to 700");
    assertThat(new ProcessFigures(40, 60, -1, -1).growthSince(new ProcessFigures(40, 60, -1, -1)))
        .isEmpty();
  }

  private static void await(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
