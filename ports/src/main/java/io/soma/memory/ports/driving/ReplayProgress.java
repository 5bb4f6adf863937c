package io.soma.memory.ports.driving;

import java.time.Duration;

/**
 * How far a replay came.
 *
 * @param settled how many events, from the first on, are confirmed, skipped or failed for good
 * @param pause how long to wait before offering the rest again; zero if none is left
 */
public record ReplayProgress(int settled, Duration pause) {}
