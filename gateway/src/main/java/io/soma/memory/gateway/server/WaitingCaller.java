package io.soma.memory.gateway.server;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The caller of one request, until the answer to it begins. Safe for many threads: a look at the
 * connection and the end of the waiting exclude each other, so that no look overlaps the answer.
 */
final class WaitingCaller {

  private final BooleanSupplier peerGone;
  private final long since;
  private final BooleanSupplier hasStoodStill;
  private final List<Runnable> actions = new ArrayList<>();
  private boolean answered;
  private boolean gone;

  /**
   * A caller that waits from now on.
   *
   * @param hasStoodStill whether this process was stopped shortly before
   */
  WaitingCaller(BooleanSupplier peerGone, long since, BooleanSupplier hasStoodStill) {
    this.peerGone = peerGone;
    this.since = since;
    this.hasStoodStill = hasStoodStill;
  }

  /** When the request came, in the nanoseconds of the watch's clock. */
  long since() {
    return since;
  }

  /** Has this run once if the caller leaves before its answer begins. */
  void ifGone(Runnable action) {
    synchronized (this) {
      if (!gone) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  /** Whether the caller left while this process stood still; looks at the connection only then. */
  synchronized boolean leftDuringAPause() {
    return hasStoodStill.getAsBoolean() && !answered && peerGone.getAsBoolean();
  }

  /** Looks at the connection, unless there is nothing to be done for a caller that left. */
  void look() {
    for (Runnable action : actionsOfGone()) {
      action.run();
    }
  }

  /** Ends the looks; once this returns, none is under way. */
  synchronized void end() {
    answered = true;
  }

  private synchronized List<Runnable> actionsOfGone() {
    if (answered || gone || actions.isEmpty() || !peerGone.getAsBoolean()) {
      return List.of();
    }
    gone = true;
    return List.copyOf(actions);
  }
}
