package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;
import org.jspecify.annotations.Nullable;

/**
 * Selects the events that an operator wants to see; a null component matches every event.
 *
 * @param status confirmed events count as sent
 * @param topic the whole name, such as {@code memory.store}
 */
public record EventFilter(
    @Nullable EventStatus status, @Nullable TenantId tenant, @Nullable String topic) {

  /** Every event. */
  public static final EventFilter ALL = new EventFilter(null, null, null);
}
