package io.soma.memory.testkit.server.memory;

import java.io.IOException;
import java.time.Duration;

/** When a request had arrived whole, and whether its caller waits. For the connection's thread. */
final class Arrival {
  /** A look for the caller takes a millisecond, so that quick requests go without. */
  private static final Duration QUICK = Duration.ofMillis(20);

  private final Wire wire;
  private final long nanos = System.nanoTime();

  private Arrival(Wire wire) {
    this.wire = wire;
  }

  /** The request that was read from this connection just now. */
  static Arrival now(Wire wire) {
    return new Arrival(wire);
  }

  /** How long ago. */
  Duration age() {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  /** Whether the caller closed the connection; for a quick request, assumed not. */
  boolean isAbandoned() {
    if (age().compareTo(QUICK) < 0) {
      return false;
    }
    try {
      return wire.peerHasClosed();
    } catch (IOException e) {
      // The peer reset the connection, which closes it too.
      return true;
    }
  }
}
