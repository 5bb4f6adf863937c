package io.soma.memory.testkit.server.proxy;

import java.time.Duration;

/** What happens to traffic; the delay is that of each chunk and each way, zero for none. */
record Fault(Kind kind, Duration delay) {

  enum Kind {
    PASS,
    REFUSE,
    BLACKHOLE,
    DROP_REPLIES
  }

  Fault {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay of " + delay + " is negative");
    }
  }

  static Fault of(Kind kind) {
    return new Fault(kind, Duration.ZERO);
  }
}
