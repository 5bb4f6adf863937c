package io.soma.memory.sandbox.demo;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** The live numbers of one tenant. Safe for many threads. */
final class TenantBoard {

  private static final int WINDOW = 400;

  private final AtomicLong stored = new AtomicLong();
  private final AtomicLong queued = new AtomicLong();
  private final AtomicLong unacknowledged = new AtomicLong();
  private final long[] recent = new long[WINDOW];
  private int calls;

  void note(DemoOutcome outcome, long nanos) {
    (switch (outcome) {
          case STORED -> stored;
          case QUEUED -> queued;
          case UNACKNOWLEDGED -> unacknowledged;
        })
        .incrementAndGet();
    synchronized (recent) {
      recent[calls++ % WINDOW] = nanos;
    }
  }

  long stored() {
    return stored.get();
  }

  long queued() {
    return queued.get();
  }

  long unacknowledged() {
    return unacknowledged.get();
  }

  /** The 99th percentile of the last calls' times, in milliseconds. */
  double recentP99Millis() {
    long[] copy;
    synchronized (recent) {
      copy = Arrays.copyOf(recent, Math.min(calls, WINDOW));
    }
    Arrays.sort(copy);
    return copy.length == 0 ? 0 : copy[(int) (copy.length * 0.99)] / 1e6;
  }
}
