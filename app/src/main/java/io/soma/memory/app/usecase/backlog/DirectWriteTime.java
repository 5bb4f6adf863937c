package io.soma.memory.app.usecase.backlog;

import io.soma.memory.app.usecase.guard.CallLimits;
import jakarta.inject.Inject;
import java.time.Duration;

/**
 * How long after an operator's replay a direct write of this instance may still be confirmed that
 * began before it knew of the replay. Every instance announces its own, as its time limit of a call
 * may be longer than that of the instance that replays.
 */
public final class DirectWriteTime {

  /** For clocks that run at different speeds, and for the note that a write was stored. */
  private static final Duration MARGIN = Duration.ofSeconds(5);

  private final CallLimits limits;

  @Inject
  DirectWriteTime(CallLimits limits) {
    this.limits = limits;
  }

  /**
   * The instance sends its last direct write before it looks and sees the replay. The result of
   * that write counts until its deadline. An address that failed meanwhile is compared by the look
   * after that.
   */
  public Duration longest() {
    return TrackedBacklog.LONGEST_WITHOUT_LOOK
        .plus(limits.timeout())
        .plus(TrackedBacklog.LONGEST_WITHOUT_LOOK)
        .plus(MARGIN);
  }
}
