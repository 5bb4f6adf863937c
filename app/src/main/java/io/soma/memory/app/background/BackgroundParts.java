package io.soma.memory.app.background;

import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.app.config.ServePart;

/**
 * What runs in the background of one process; the rest is left to other processes on the same
 * database.
 *
 * @param relay carries events from the outbox, and removes what was confirmed
 * @param replay applies what came through a transport that has a receiving end, as Kafka has
 * @param watchdog looks at the memory service's health
 */
public record BackgroundParts(boolean relay, boolean replay, boolean watchdog) {

  /** Everything, as in a process that runs alone. */
  public static final BackgroundParts ALL = new BackgroundParts(true, true, true);

  /** What a service runs here. */
  public static BackgroundParts of(ServeConfig config) {
    return new BackgroundParts(
        config.runs(ServePart.RELAY),
        config.runs(ServePart.REPLAY),
        config.runs(ServePart.WATCHDOG));
  }
}
