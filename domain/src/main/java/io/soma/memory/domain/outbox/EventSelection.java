package io.soma.memory.domain.outbox;

import io.soma.memory.domain.tenant.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Events of one tenant that an operator means without naming them; of several, the oldest.
 *
 * @param status confirmed events count as sent
 * @param topic the whole name, such as {@code memory.store}; null for every topic
 * @param before only events created before this, by the database's clock; null for any time
 * @param limit as many as this at most, from 1 to {@value #MAX_LIMIT}
 */
public record EventSelection(
    TenantId tenant,
    EventStatus status,
    @Nullable String topic,
    @Nullable Instant before,
    int limit) {

  public static final int DEFAULT_LIMIT = 100;
  public static final int MAX_LIMIT = 1000;

  public EventSelection {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new IllegalArgumentException(
          "the limit must be from 1 to " + MAX_LIMIT + ", but is " + limit);
    }
  }

  /** The tenant's failed events, {@value #DEFAULT_LIMIT} at most. */
  public static EventSelection failed(TenantId tenant) {
    return new EventSelection(tenant, EventStatus.FAILED, null, null, DEFAULT_LIMIT);
  }
}
