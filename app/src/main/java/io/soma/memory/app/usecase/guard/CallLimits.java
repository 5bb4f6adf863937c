package io.soma.memory.app.usecase.guard;

import java.time.Duration;

/**
 * How long a call may take, and how often it is tried.
 *
 * @param timeout for all attempts together, from admission on
 * @param retries further attempts after the first
 */
public record CallLimits(Duration timeout, int retries) {}
