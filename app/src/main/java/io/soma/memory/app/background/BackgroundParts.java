package io.soma.memory.app.background;

import io.soma.memory.app.config.ServeConfig;
import io.soma.memory.app.config.ServePart;

/**
 * The background tasks of one process; other processes on the same database run the rest.
 *
 * @param relay carries events from the outbox, and removes confirmed ones
 * @param replay applies events that came through a transport with a receiving end, such as Kafka
 * @param watchdog polls the memory service's health
 * @param metrics whether this process's metrics are known to be read; those come first when one of
 *     several processes is chosen to report what waits in the outbox
 */
public record BackgroundParts(boolean relay, boolean replay, boolean watchdog, boolean metrics) {

  /** Everything, as in a process that runs alone. */
  public static final BackgroundParts ALL = new BackgroundParts(true, true, true);

  /** The parts of a process with metrics that are not known to be read. */
  public BackgroundParts(boolean relay, boolean replay, boolean watchdog) {
    this(relay, replay, watchdog, false);
  }

  /** The tasks that a service runs. */
  public static BackgroundParts of(ServeConfig config) {
    return new BackgroundParts(
        config.runs(ServePart.RELAY),
        config.runs(ServePart.REPLAY),
        config.runs(ServePart.WATCHDOG),
        config.runs(ServePart.METRICS));
  }
}
