package io.soma.memory.domain.outbox;

/**
 * One instance among those on the same outbox.
 *
 * @param hasOthers whether another one was noted within the last minute
 * @param isFirst whether no other one that comes before it was noted within the last ten seconds
 */
public record InstanceStanding(boolean hasOthers, boolean isFirst) {}
