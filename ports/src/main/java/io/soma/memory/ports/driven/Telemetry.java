package io.soma.memory.ports.driven;

import io.soma.memory.domain.breaker.CircuitState;
import io.soma.memory.domain.breaker.FailureReason;
import io.soma.memory.domain.outbox.EventStatus;
import io.soma.memory.domain.outbox.ForeignReason;
import io.soma.memory.domain.outbox.TenantBacklog;
import io.soma.memory.domain.tenant.TenantId;
import java.time.Duration;
import java.util.Map;

/**
 * Receives the events that metrics and logs show to operators. No method blocks or decides
 * anything: an exception of a method is logged once and otherwise ignored. Safe for use by many
 * threads.
 */
public interface Telemetry {

  /** Shows nothing. */
  Telemetry NONE = new Telemetry() {};

  /** A write was acknowledged or refused after so long. */
  default void writeEnded(TenantId tenant, Duration took) {}

  /**
   * The memory service was called.
   *
   * @param code its own code for the answer, such as an HTTP status; empty where no answer came
   */
  default void called(TenantId tenant, String operation, String code) {}

  /**
   * A circuit opens, for the first time or again after a probe failed; {@link #circuit} follows.
   *
   * @param reason why
   * @param untilProbe how long until the timer lets a probe through
   */
  default void opened(TenantId tenant, FailureReason reason, Duration untilProbe) {}

  /** A circuit is in this state from now on. */
  default void circuit(TenantId tenant, CircuitState state) {}

  /**
   * Whether the outbox could be read within the last ten seconds; said where that changes, and
   * before the first {@link #backlog}. While it cannot, the last reported backlogs are not valid.
   */
  default void outboxReadable(boolean isReadable) {}

  /**
   * Whether this instance is the one that shows the figures of the outbox, which all instances see
   * alike; said where that changes, and before the first {@link #backlog}. Before it is said, it is
   * not.
   */
  default void reportsOutbox(boolean isReporter) {}

  /** The tenant's backlog, by the last poll of the outbox. */
  default void backlog(TenantBacklog backlog) {}

  /** The tenant has no backlog any more. */
  default void backlogGone(TenantId tenant) {}

  /** So many failed events each tenant has; a tenant that is left out has none. */
  default void failedEvents(Map<TenantId, Long> counts) {}

  /** So many events of a tenant came to a status. */
  default void events(TenantId tenant, EventStatus status, int count) {}

  /** So many replayed events came to this: applied, skipped, refused, exhausted or waiting. */
  default void replayed(TenantId tenant, String outcome, int count) {}

  /** The memory service confirmed a queued write, this long after it was queued. */
  default void delivered(TenantId tenant, Duration inQueue) {}

  /** So many records that came through the transport are not events of this outbox. */
  default void foreign(ForeignReason reason, int count) {}
}
