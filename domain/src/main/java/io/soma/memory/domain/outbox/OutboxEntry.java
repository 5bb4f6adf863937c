package io.soma.memory.domain.outbox;

import org.jspecify.annotations.Nullable;

/**
 * An event as operators see it.
 *
 * @param confirmed whether the memory service confirmed it; it is then kept for its retention
 * @param lastError why it failed, or failed last
 */
public record OutboxEntry(
    OutboxEvent event, EventStatus status, boolean confirmed, @Nullable String lastError) {}
