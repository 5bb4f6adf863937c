package io.soma.memory.sandbox.serve;

import io.soma.memory.supervision.ClockFaults;
import java.time.Duration;

/**
 * Steps the wall clock of a {@code ./soma serve} on the sandbox's class path, while the file of
 * {@link InjectedFaults} names that fault. Libraries that read the system's clock by themselves,
 * such as Kafka's, see nothing of it. Safe for many threads.
 */
public final class InjectedClockFaults implements ClockFaults {

  /** How far it steps. */
  static final Duration STEP = Duration.ofMinutes(7);

  private final FaultFile file;

  /** As the environment says; without the variable it leaves the clock alone. */
  public InjectedClockFaults() {
    this(FaultFile.ofEnvironment());
  }

  InjectedClockFaults(FaultFile file) {
    this.file = file;
  }

  @Override
  public Duration offset() {
    return switch (file.fault()) {
      case InjectedFaults.CLOCK_BEHIND -> STEP.negated();
      case InjectedFaults.CLOCK_AHEAD -> STEP;
      default -> Duration.ZERO;
    };
  }
}
