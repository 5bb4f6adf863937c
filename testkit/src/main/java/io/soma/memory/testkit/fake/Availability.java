package io.soma.memory.testkit.fake;

import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.util.concurrent.TimeoutException;

/** Whether a fake answers; a switch that tests turn. */
final class Availability {

  private volatile boolean available = true;

  void set(boolean newAvailable) {
    available = newAvailable;
  }

  void require() {
    if (!available) {
      throw new OutboxUnavailableException(
          "the outbox does not answer", new TimeoutException("switched off by the test"));
    }
  }
}
