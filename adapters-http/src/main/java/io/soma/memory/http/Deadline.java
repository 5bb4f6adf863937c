package io.soma.memory.http;

/** When one call has to end. Known by its identity. */
final class Deadline {

  private final Attempt call;
  private final long at;
  private volatile boolean passed;

  /** A call, and when it has to end, in nanoseconds of the clock that {@link Deadlines} has. */
  Deadline(Attempt call, long at) {
    this.call = call;
    this.at = at;
  }

  long at() {
    return at;
  }

  boolean isBefore(long nanos) {
    return at - nanos < 0;
  }

  /** Ends the call. */
  void pass() {
    passed = true;
    call.cancel();
  }

  /** Whether the call was ended. */
  boolean hasPassed() {
    return passed;
  }
}
