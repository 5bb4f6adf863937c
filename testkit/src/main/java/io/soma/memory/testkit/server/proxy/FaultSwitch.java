package io.soma.memory.testkit.server.proxy;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The fault in force, and the place where traffic waits for it to let it through. */
final class FaultSwitch {

  private TrafficFault current = TrafficFault.of(TrafficFault.Kind.PASS);

  synchronized void set(TrafficFault fault) {
    current = fault;
    notifyAll();
  }

  synchronized boolean is(TrafficFault.Kind kind) {
    return current.kind() == kind;
  }

  /** Lets waiting traffic look again at whether its connection was cut. */
  synchronized void wake() {
    notifyAll();
  }

  /** Waits until the bytes just read may go on, or the connection is cut. */
  synchronized void awaitPassage(BooleanSupplier cut) throws InterruptedException {
    long readAt = System.nanoTime();
    while (!cut.getAsBoolean()) {
      if (is(TrafficFault.Kind.BLACKHOLE)) {
        wait();
        continue;
      }
      long left = current.delay().toNanos() - (System.nanoTime() - readAt);
      if (left <= 0) {
        return;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
