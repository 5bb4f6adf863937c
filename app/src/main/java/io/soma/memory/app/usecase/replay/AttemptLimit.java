package io.soma.memory.app.usecase.replay;

/**
 * The number of tries of a poisonous event.
 *
 * @param perEvent attempts that fail on the event's own account, with the last of which it fails
 *     for good
 */
public record AttemptLimit(int perEvent) {}
