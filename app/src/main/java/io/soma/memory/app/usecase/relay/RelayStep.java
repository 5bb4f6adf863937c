package io.soma.memory.app.usecase.relay;

import java.time.Duration;

/**
 * When the relay must carry a tenant's next batch.
 *
 * @param more whether it has to, woken or not
 * @param pause how long it waits before, in any case
 * @param backoff how long it waits after the pause, unless something speaks for an earlier attempt
 */
public record RelayStep(boolean more, Duration pause, Duration backoff) {

  /** Nothing is left. */
  public static final RelayStep DONE = new RelayStep(false, Duration.ZERO, Duration.ZERO);

  /** There is more, once the others had their turn. */
  public static final RelayStep AGAIN = new RelayStep(true, Duration.ZERO, Duration.ZERO);

  /** There may be more, but not before this pause is over. */
  public static RelayStep later(Duration pause) {
    return new RelayStep(true, pause, Duration.ZERO);
  }

  /** The same with a back-off of this length, of which the pause is a part. */
  public RelayStep backingOff(Duration whole) {
    Duration rest = whole.minus(pause);
    return new RelayStep(more, pause, rest.isNegative() ? Duration.ZERO : rest);
  }
}
