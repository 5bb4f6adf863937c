package io.soma.memory.ports.driven;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.write.Coordinate;

/**
 * A write in the outbox.
 *
 * @param coordinate what the event that is there addresses
 * @param added false if it was there already
 */
public record Enqueued(EventId id, Coordinate coordinate, boolean added) {}
