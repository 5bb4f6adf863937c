package io.soma.memory.supervision;

import java.time.InstantSource;

/** The clock that dates and ages are taken from; no order and no lease rests on it. */
public final class WallClock {

  private WallClock() {}

  /** The machine's clock, which only a test may have stepped. */
  public static InstantSource create() {
    ClockFaults faults = ClockFaults.find();
    InstantSource system = InstantSource.system();
    return faults == ClockFaults.NONE ? system : () -> system.instant().plus(faults.offset());
  }
}
