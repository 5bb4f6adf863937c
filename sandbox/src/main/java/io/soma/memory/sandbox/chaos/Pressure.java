package io.soma.memory.sandbox.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Callers that send one service large bodies as fast as it takes them, until they are told. */
final class Pressure {

  /** Together some 18 MB at a time, before a heap of 256 MB that has other work. */
  private static final int CALLERS = 20;

  private static final long PAUSE_MILLIS = 50;

  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  /** Callers that have begun. */
  static Pressure on(Service service) {
    Pressure pressure = new Pressure();
    for (int i = 0; i < CALLERS; i++) {
      Abuse abuse = i % 2 == 0 ? Abuse.EMPTY_NAMES : Abuse.LARGE_WRITES;
      Thread thread = new Thread(() -> pressure.run(abuse, service), "chaos-pressure-" + i);
      thread.setDaemon(true);
      pressure.threads.add(thread);
      thread.start();
    }
    return pressure;
  }

  /** Returns when the last body is answered. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void run(Abuse abuse, Service service) {
    try {
      while (!stopped) {
        once(abuse, service.abuseTarget());
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  // A refusal is as good as an answer here.
  private static void once(Abuse abuse, Abuse.Target target) {
    try {
      abuse.once(target);
    } catch (IOException e) {
      return;
    }
  }
}
