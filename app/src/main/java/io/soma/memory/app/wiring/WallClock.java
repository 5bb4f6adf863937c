package io.soma.memory.app.wiring;

import io.soma.memory.supervision.ClockFaults;
import java.time.InstantSource;

/** The clock that dates and ages are taken from; no order and no lease rests on it. */
final class WallClock {

  private WallClock() {}

  /** The machine's clock, which only a test may have stepped. */
  static InstantSource create() {
    ClockFaults faults = ClockFaults.find();
    InstantSource system = InstantSource.system();
    return faults == ClockFaults.NONE ? system : () -> system.instant().plus(faults.offset());
  }
}
