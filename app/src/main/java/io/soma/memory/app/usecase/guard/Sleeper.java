package io.soma.memory.app.usecase.guard;

import java.time.Duration;

/** Waits; a test's sleeper moves its clock instead. */
@FunctionalInterface
public interface Sleeper {

  /** Lets the calling thread wait. */
  Sleeper SYSTEM =
      duration -> {
        try {
          Thread.sleep(duration.toMillis());
          return true;
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      };

  /**
   * Waits for so long.
   *
   * @return false if the thread was interrupted; its interrupt flag is then still set
   */
  boolean sleep(Duration duration);
}
