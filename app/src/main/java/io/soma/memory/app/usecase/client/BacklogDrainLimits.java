package io.soma.memory.app.usecase.client;

import java.time.Duration;

/**
 * When a write waits for the last queued ones of its tenant.
 *
 * @param events as few as these may be left; 0 never waits
 * @param patience how long it waits at most
 */
public record BacklogDrainLimits(int events, Duration patience) {

  /** Few enough to be gone in a moment, through a transport that flows. */
  public static final BacklogDrainLimits DEFAULT =
      new BacklogDrainLimits(32, Duration.ofMillis(400));
}
