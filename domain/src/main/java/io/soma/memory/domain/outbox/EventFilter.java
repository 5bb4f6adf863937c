package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Selects the events that an operator wants to see; a null component matches every event.
 *
 * @param status confirmed events count as sent
 * @param topic the whole name, such as {@code memory.store}
 * @param undelivered only events that are neither confirmed nor failed
 * @param oldestFirst whether the oldest event comes first; the newest does otherwise
 */
public record EventFilter(
    @Nullable EventStatus status,
    @Nullable TenantId tenant,
    @Nullable String topic,
    boolean undelivered,
    boolean oldestFirst) {

  /** Every event. */
  public static final EventFilter ALL = new EventFilter(null, null, null);

  /** Delivered events too, the newest first. */
  public EventFilter(
      @Nullable EventStatus status, @Nullable TenantId tenant, @Nullable String topic) {
    this(status, tenant, topic, false, false);
  }
}
