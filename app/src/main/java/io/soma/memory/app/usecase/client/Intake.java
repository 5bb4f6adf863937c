package io.soma.memory.app.usecase.client;

import io.soma.memory.ports.driving.MemoryUnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The door for calls: counts those inside, and can be shut for good. Safe for many threads. */
@Singleton
public final class Intake {

  private static final long LOOK_EVERY_NANOS = 2_000_000;

  private final AtomicInteger inside = new AtomicInteger();
  private volatile boolean shut;

  @Inject
  public Intake() {}

  /** Lets a call in, which must {@link #leave}. */
  void enter() {
    // Counted before the look, so that whoever shuts the door waits for this call or it sees that.
    inside.incrementAndGet();
    if (shut) {
      leave();
      throw closed();
    }
  }

  /** What a caller gets who comes too late. */
  static MemoryUnavailableException closed() {
    return new MemoryUnavailableException("this client is closed", null);
  }

  void leave() {
    inside.decrementAndGet();
  }

  /**
   * Lets nobody in any more, and waits for those inside.
   *
   * @return false if some were still inside after {@code patience}
   */
  public boolean shut(Duration patience) {
    shut = true;
    long deadline = System.nanoTime() + patience.toNanos();
    while (inside.get() > 0 && System.nanoTime() - deadline < 0) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
    return inside.get() == 0;
  }
}
