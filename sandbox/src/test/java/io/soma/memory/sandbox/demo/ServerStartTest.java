package io.soma.memory.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ServerStartTest {

  @Test
  void aStartThatTakesLongShowsThatItGoesOn() throws Exception {
    CountDownLatch ticks = new CountDownLatch(3);

    String started =
        ServerStart.run(
            () -> {
              ticks.await();
              return "started";
            },
            ticks::countDown);

    assertThat(started).isEqualTo("started");
  }

  @Test
  void aStartThatFailsSaysWhy() {
    assertThatThrownBy(() -> ServerStart.run(ServerStartTest::noPort, () -> {}))
        .hasMessage("no free port");
    assertThatThrownBy(() -> ServerStart.run(ServerStartTest::noDisk, () -> {}))
        .hasMessageContaining("no space left");
  }

  private static String noPort() {
    throw new IllegalStateException("no free port");
  }

  private static String noDisk() throws IOException {
    throw new IOException("no space left");
  }
}
