package io.soma.memory.app.usecase.relay;

import java.time.Duration;

/**
 * When the relay must carry a tenant's next batch.
 *
 * @param more whether it has to, woken or not
 * @param pause how long it waits before
 */
public record RelayStep(boolean more, Duration pause) {

  /** Nothing is left. */
  public static final RelayStep DONE = new RelayStep(false, Duration.ZERO);

  /** There is more, once the others had their turn. */
  public static final RelayStep AGAIN = new RelayStep(true, Duration.ZERO);

  /** There may be more, but not before this pause is over. */
  public static RelayStep later(Duration pause) {
    return new RelayStep(true, pause);
  }
}
