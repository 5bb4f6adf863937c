package io.soma.memory.supervision;

import java.time.Duration;
import java.util.ServiceLoader;

/**
 * Steps the wall clock of a program, for tests: found with {@link ServiceLoader}, and the released
 * jars contain none. Safe for many threads.
 */
@FunctionalInterface
public interface ClockFaults {

  /** Leaves the clock alone. */
  ClockFaults NONE = () -> Duration.ZERO;

  /** How far the clock is off at the moment; negative where it is behind. */
  Duration offset();

  /** The one on the class path, or {@link #NONE}. */
  static ClockFaults find() {
    return ServiceLoader.load(ClockFaults.class).findFirst().orElse(NONE);
  }
}
