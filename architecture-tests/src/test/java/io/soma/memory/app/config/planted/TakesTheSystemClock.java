package io.soma.memory.app.config.planted;

import java.time.Clock;

final class TakesTheSystemClock {

  static Clock call() {
    return Clock.systemUTC();
  }

  private TakesTheSystemClock() {}
}
