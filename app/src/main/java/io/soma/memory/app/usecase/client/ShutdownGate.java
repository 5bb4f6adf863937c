package io.soma.memory.app.usecase.client;

import io.soma.memory.ports.driving.ClientClosedException;
import io.soma.memory.supervision.StackReserve;
import io.soma.memory.supervision.ThreadWaits;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The door for calls: counts those inside, and can be shut for good. Safe for many threads. */
@Singleton
public final class ShutdownGate {

  private final AtomicInteger inside = new AtomicInteger();
  private final CompletableFuture<@Nullable Void> empty = new CompletableFuture<>();
  private final ThreadWaits waits;
  private volatile boolean shut;

  @Inject
  public ShutdownGate(ThreadWaits waits) {
    this.waits = waits;
  }

  /**
   * Lets a call in, which must {@link #leave}.
   *
   * @throws StackOverflowError if the caller's stack is nearly full. Later, the call would leave
   *     behind what it holds: its place here, its turn, its permit
   */
  void enter() {
    StackReserve.require();
    // Counted before the check: either the closing thread waits for this call, or this call sees
    // that the door is shut.
    inside.incrementAndGet();
    if (shut) {
      leave();
      throw new ClientClosedException();
    }
  }

  /**
   * Refuses a call that nothing need wait for, if the door is shut.
   *
   * @throws ClientClosedException if it is
   */
  public void requireOpen() {
    if (shut) {
      throw new ClientClosedException();
    }
  }

  boolean isShut() {
    return shut;
  }

  void leave() {
    // The check comes second, because the closing thread reads the count second.
    if (inside.decrementAndGet() == 0 && shut) {
      empty.complete(null);
    }
  }

  /**
   * Refuses new calls, and waits for the calls inside.
   *
   * @return false if some were still inside after {@code patience}
   */
  public boolean shut(Duration patience) {
    shut = true;
    return inside.get() == 0 || isEmptyAfter(patience);
  }

  // An interrupted closing thread still waits for the calls.
  private boolean isEmptyAfter(Duration patience) {
    boolean interrupted = Thread.interrupted();
    try {
      boolean unused = waits.await(empty, patience);
    } catch (InterruptedException e) {
      interrupted = true;
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return inside.get() == 0;
  }
}
