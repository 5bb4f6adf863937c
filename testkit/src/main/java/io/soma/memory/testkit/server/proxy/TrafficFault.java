package io.soma.memory.testkit.server.proxy;

import java.time.Duration;

/** A fault of the traffic; the delay holds for each chunk and each direction, zero for none. */
record TrafficFault(Kind kind, Duration delay) {

  enum Kind {
    PASS,
    REFUSE,
    BLACKHOLE,
    DROP_REPLIES
  }

  TrafficFault {
    if (delay.isNegative()) {
      throw new IllegalArgumentException("a delay of " + delay + " is negative");
    }
  }

  static TrafficFault of(Kind kind) {
    return new TrafficFault(kind, Duration.ZERO);
  }
}
