package io.soma.memory.kafka.consume;

import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * Tasks from other threads for the poll thread, which alone touches the consumer and all state
 * behind it.
 */
final class Mailbox {

  private final BlockingQueue<Runnable> letters = new LinkedBlockingQueue<>();
  private final AtomicBoolean rung = new AtomicBoolean();
  private final Runnable bell;

  Mailbox(Runnable bell) {
    this.bell = bell;
  }

  /** Leaves a letter, from any thread, and rings unless it has rung since the last reading. */
  void post(Runnable letter) {
    letters.add(letter);
    if (rung.compareAndSet(false, true)) {
      bell.run();
    }
  }

  /** Does all that was asked so far. */
  void readAll() {
    rung.set(false);
    for (Runnable letter = letters.poll(); letter != null; letter = letters.poll()) {
      letter.run();
    }
  }

  /** Reads as letters come, until {@code done} or out of patience; whether it is done. */
  boolean readUntil(BooleanSupplier done, Duration patience, MonotonicClock clock) {
    long end = clock.nanos() + patience.toNanos();
    readAll();
    while (!done.getAsBoolean() && end - clock.nanos() > 0) {
      try {
        Runnable letter = letters.poll(end - clock.nanos(), TimeUnit.NANOSECONDS);
        if (letter != null) {
          letter.run();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return done.getAsBoolean();
      }
    }
    return done.getAsBoolean();
  }
}
