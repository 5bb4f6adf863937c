package io.soma.memory.app.usecase.relay;

import java.time.Duration;

/** Gives a tenant its turn later; safe for many threads. */
@FunctionalInterface
public interface RelayTimer {

  /** Runs a short task once, when this pause is over; never once the relay has ended. */
  void after(Duration pause, Runnable task);
}
