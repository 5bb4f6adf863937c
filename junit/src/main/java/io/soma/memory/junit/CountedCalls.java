package io.soma.memory.junit;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** Knows how many staged calls are under way; safe for many threads. */
final class CountedCalls implements Executor {

  private final Executor threads;
  private final AtomicInteger underWay = new AtomicInteger();

  CountedCalls(Executor threads) {
    this.threads = threads;
  }

  @Override
  public void execute(Runnable call) {
    underWay.incrementAndGet();
    threads.execute(
        () -> {
          try {
            call.run();
          } finally {
            underWay.decrementAndGet();
          }
        });
  }

  int underWay() {
    return underWay.get();
  }
}
