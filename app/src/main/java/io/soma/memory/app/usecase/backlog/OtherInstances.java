package io.soma.memory.app.usecase.backlog;

import io.soma.memory.domain.outbox.InstanceId;
import io.soma.memory.domain.outbox.InstanceStanding;
import io.soma.memory.ports.driven.Outbox;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/**
 * Knows whether another instance uses the outbox, so that writes may be queued of which this one
 * learns only by looking; and which one of all reports what waits in it, so that a sum over the
 * metrics of all counts an event once. Safe for many threads.
 */
@Singleton
public final class OtherInstances {

  /** Another instance that reports stops at its next look; by then this one has looked thrice. */
  private static final int LOOKS_UNTIL_REPORT = 3;

  /** After so long without a look, another instance is about to take over. */
  private static final long REPORT_NANOS = Duration.ofSeconds(8).toNanos();

  private final Outbox outbox;
  private final InstanceId self;
  private final PauseDetector pauses;
  private volatile Place place = new Place(false, 0, false, 0);

  @Inject
  OtherInstances(Outbox outbox, InstanceId self, PauseDetector pauses) {
    this.outbox = outbox;
    this.self = self;
    this.pauses = pauses;
  }

  /**
   * Announces this instance, and looks for others; to be called every few seconds. Calls must not
   * overlap.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if the outbox cannot be read;
   *     the known state then stays
   */
  public void look() {
    long now = pauses.now();
    place = place.after(outbox.announce(self), now);
  }

  /** Whether there was another one at the last look that succeeded. */
  boolean areKnown() {
    return place.hasOthers();
  }

  /**
   * Whether this instance is the one that reports what waits in the outbox: the first of those that
   * are alive. For some seconds after one has ended, none does. Two do for a few seconds at most,
   * if one stands still or its announcement hangs.
   */
  boolean haveThisOneReport() {
    Place now = place;
    return now.reports() && pauses.now() - now.seenAt() <= REPORT_NANOS;
  }

  /**
   * What the last look that succeeded found.
   *
   * @param looksAsFirst how many looks in a row have found this instance to be the first
   * @param reports whether this instance is to report
   */
  private record Place(boolean hasOthers, int looksAsFirst, boolean reports, long seenAt) {

    Place after(InstanceStanding standing, long now) {
      // After a longer time another one may have taken over.
      boolean goesOn = standing.isFirst() && now - seenAt <= REPORT_NANOS;
      int looks = Math.min((goesOn ? looksAsFirst : 0) + 1, LOOKS_UNTIL_REPORT);
      boolean isClear = !standing.hasOthers() || looks == LOOKS_UNTIL_REPORT;
      return new Place(
          standing.hasOthers(),
          standing.isFirst() ? looks : 0,
          standing.isFirst() && (isClear || goesOn && reports),
          now);
    }
  }
}
