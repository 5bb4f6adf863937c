package io.soma.memory.domain.planted;

import java.time.Instant;

final class LooksAtTheClock {

  static Instant call() {
    return Instant.now();
  }

  private LooksAtTheClock() {}
}
