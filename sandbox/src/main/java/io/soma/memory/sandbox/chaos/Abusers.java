package io.soma.memory.sandbox.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Every kind of abuse at once, on threads of their own, against all services in turn. */
final class Abusers {

  private static final int OF_EACH_KIND = 2;
  private static final long PAUSE_MILLIS = 100;

  private final List<Thread> threads = new ArrayList<>();
  private final Map<Abuse, AtomicLong> counts = new EnumMap<>(Abuse.class);
  private final List<Service> services;
  private volatile boolean stopped;

  /** Abusers that have not begun. */
  Abusers(List<Service> services) {
    this.services = services;
    for (Abuse abuse : Abuse.values()) {
      AtomicLong count = new AtomicLong();
      counts.put(abuse, count);
      for (int i = 0; i < OF_EACH_KIND; i++) {
        int number = i;
        Thread thread =
            new Thread(() -> run(abuse, number, count), "soak-" + abuse.inWords() + "-" + i);
        thread.setDaemon(true);
        threads.add(thread);
      }
    }
  }

  void start() {
    threads.forEach(Thread::start);
  }

  /** Returns when the last has ended. */
  void stop() throws InterruptedException {
    stopped = true;
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** How often each was done. */
  String counts() {
    return counts.entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey().inWords())
        .collect(Collectors.joining(", "));
  }

  private void run(Abuse abuse, int from, AtomicLong count) {
    // Each kind comes once at least, however short or slow it is here.
    for (int turn = from; turn == from || !stopped; turn++) {
      Service service = services.get(turn % services.size());
      try {
        abuse.once(service.abuseTarget());
      } catch (IOException e) {
        // A connection that the service ends is how it defends itself.
      }
      count.incrementAndGet();
      try {
        Thread.sleep(PAUSE_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }
}
