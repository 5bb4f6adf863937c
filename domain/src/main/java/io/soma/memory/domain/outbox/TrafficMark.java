package io.soma.memory.domain.outbox;

import java.time.Instant;

/**
 * A point from which on traffic is counted.
 *
 * @param lastId the newest event that was queued by then; 0 for none
 * @param at the time, by the database's clock
 */
public record TrafficMark(long lastId, Instant at) {}
