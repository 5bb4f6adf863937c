package io.soma.memory.ports.driving;

import java.time.Duration;

/**
 * How far a replay came.
 *
 * @param settled how many events, from the first on, are confirmed, passed over or failed for good
 * @param pause how long to wait before coming again with the rest; zero where none is left
 */
public record ReplayProgress(int settled, Duration pause) {}
