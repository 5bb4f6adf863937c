package io.soma.memory.app.usecase.relay;

import java.time.Duration;

/** Where a tenant stands with its turns at the relay; it has none if nothing is to be carried. */
sealed interface RelayTurn {

  /** A turn, or none to come at a known time. */
  enum Now implements RelayTurn {
    QUEUED,
    RUNNING,
    WOKEN_MEANWHILE
  }

  /**
   * The tenant's next turn comes later: after a pause, and after the back-off that may follow.
   * Identity tells it from an earlier one of the same tenant. Not safe for many threads: the
   * relay's loop changes it within the tenant's entry.
   */
  final class Later implements RelayTurn {

    private Duration backoff;
    private boolean isBackingOff;

    Later(Duration backoff) {
      this.backoff = backoff;
    }

    /** Goes on from the pause to the back-off, which is zero if there is none to wait for. */
    Duration beginBackoff() {
      Duration wait = backoff;
      backoff = Duration.ZERO;
      isBackingOff = true;
      return wait;
    }

    /** Waits for no back-off any more; true if the turn is due, as the pause is over. */
    boolean cutShort() {
      backoff = Duration.ZERO;
      return isBackingOff;
    }
  }
}
