package io.soma.memory.app.usecase.guard;

import java.time.Duration;

/**
 * The time limit of a call, and its number of tries.
 *
 * @param timeout for all attempts together, from admission on
 * @param retries further attempts after the first
 */
public record CallLimits(Duration timeout, int retries) {}
