package io.soma.memory.testkit.server.proxy;

import java.time.Duration;

/** A fault of the traffic; the delay holds for each chunk and each direction, zero for none. */
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
