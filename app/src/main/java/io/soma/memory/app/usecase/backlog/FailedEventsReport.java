package io.soma.memory.app.usecase.backlog;

import io.soma.memory.ports.driven.OutboxRecords;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.supervision.GuardedTelemetry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts failed events now and then, in the one instance that reports what is in the outbox. */
@Singleton
public final class FailedEventsReport {

  private static final long EVERY_NANOS = Duration.ofSeconds(15).toNanos();

  private final OutboxRecords records;
  private final OtherInstances others;
  private final Telemetry telemetry;
  private final PauseDetector pauses;
  private boolean reported;
  private long reportedAt;

  @Inject
  FailedEventsReport(
      OutboxRecords records, OtherInstances others, Telemetry telemetry, PauseDetector pauses) {
    this.records = records;
    this.others = others;
    this.telemetry = GuardedTelemetry.of(telemetry);
    this.pauses = pauses;
  }

  /**
   * Counts where it is time to; to be called every second. Calls must not overlap.
   *
   * @throws io.soma.memory.ports.driven.OutboxUnavailableException and then the next call counts
   */
  public void look() {
    if (!others.haveThisOneReport()) {
      reported = false;
      return;
    }
    long now = pauses.now();
    if (!reported || now - reportedAt >= EVERY_NANOS) {
      telemetry.failedEvents(records.failedCounts());
      reported = true;
      reportedAt = now;
    }
  }
}
