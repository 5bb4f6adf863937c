package io.soma.memory.ports.driving;

import io.soma.memory.domain.breaker.FailureReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Why and since when a circuit is not closed.
 *
 * @param reason of its last opening
 * @param since when it opened first, without closing since
 * @param nextProbe when the timer lets a probe through; null if the next call is the probe
 */
public record OpenCircuit(FailureReason reason, Instant since, @Nullable Instant nextProbe) {}
