package io.soma.memory.app.config;

import io.soma.memory.app.telemetry.SharedMetrics;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Telemetry;
import io.soma.memory.ports.driven.Tracing;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Parts that the embedding program supplies; null for each part of our own.
 *
 * @param metrics where metrics are shown besides {@code SomaMemory.metrics()}
 * @param instance the name of this instance there; null where it is alone
 * @param executor runs staged calls, each of which may wait for the memory service
 * @param clock that dates are taken from
 * @param monotonicClock that circuits and deadlines go by
 * @param telemetry receives the same reports as the metrics
 * @param tracing puts writes into traces; null to use the one on the class path
 */
public record HostParts(
    @Nullable SharedMetrics metrics,
    @Nullable String instance,
    @Nullable Executor executor,
    @Nullable InstantSource clock,
    @Nullable MonotonicClock monotonicClock,
    @Nullable Telemetry telemetry,
    @Nullable Tracing tracing) {

  /** Nothing. */
  public static final HostParts NONE = new HostParts(null, null, null, null, null, null, null);

  /** Names no part's content, which may be anything. */
  @Override
  public String toString() {
    return "HostParts[metrics=" + (metrics != null) + ", executor=" + (executor != null) + "]";
  }
}
