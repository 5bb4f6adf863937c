package io.soma.memory.ports.driven;

/** Time for durations: it never goes back, and its zero means nothing; safe for many threads. */
@FunctionalInterface
public interface MonotonicClock {

  /** The clock of the machine. */
  MonotonicClock SYSTEM = System::nanoTime;

  /** Now, in nanoseconds; compare by subtraction, as it may wrap around. */
  long nanos();
}
