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

  /**
   * An instance may report for so long after the start of its last successful look. An instance
   * that becomes the first waits longer than this before it reports. In this time the earlier one
   * stops, even if its announcements hang.
   */
  private static final long REPORT_NANOS = Duration.ofSeconds(8).toNanos();

  private final Outbox outbox;
  private final InstanceId self;
  private final PauseDetector pauses;
  private final DirectWriteTime direct;
  private volatile Place place = new Place(false, false, 0, false, 0);

  @Inject
  OtherInstances(Outbox outbox, InstanceId self, PauseDetector pauses, DirectWriteTime direct) {
    this.outbox = outbox;
    this.self = self;
    this.pauses = pauses;
    this.direct = direct;
  }

  /**
   * Announces this instance, and looks for others; to be called every few seconds. Calls must not
   * overlap.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException if the outbox cannot be read;
   *     the known state then stays
   */
  public void look() {
    long began = pauses.now();
    InstanceStanding standing = outbox.announce(self, direct.longest());
    place = place.after(standing, began, pauses.now());
  }

  /** Whether there was another one at the last look that succeeded. */
  boolean areKnown() {
    return place.hasOthers();
  }

  /**
   * Whether this instance is the one that reports what waits in the outbox: the first of those that
   * are alive. For some seconds after one has ended, none does. Two do only where both start at the
   * same moment, until their next look.
   */
  boolean haveThisOneReport() {
    Place now = place;
    return now.reports() && pauses.now() - now.seenAt() <= REPORT_NANOS;
  }

  /**
   * What the last look that succeeded found.
   *
   * @param isFirst whether this instance is the first of all
   * @param firstSince the end of the look since which it has been so without a gap
   * @param reports whether this instance is to report
   * @param seenAt when the look began
   */
  private record Place(
      boolean hasOthers, boolean isFirst, long firstSince, boolean reports, long seenAt) {

    Place after(InstanceStanding standing, long began, long ended) {
      // After a longer time another one may have taken over.
      boolean goesOn = isFirst && standing.isFirst() && began - seenAt <= REPORT_NANOS;
      long since = goesOn ? firstSince : ended;
      boolean isClear = !standing.hasOthers() || ended - since > REPORT_NANOS;
      boolean mayReport = standing.isFirst() && (isClear || goesOn && reports);
      return new Place(standing.hasOthers(), standing.isFirst(), since, mayReport, began);
    }
  }
}
