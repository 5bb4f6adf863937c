package io.soma.memory.simulation.schedule;

/** A process of the simulation: its threads are killed together, and stand still together. */
public final class SimulatedProcess {

  private final String name;
  private boolean dead;
  private long stoppedUntil;
  private long suspendedUntil;

  /** How much of the time until {@link #suspendedUntil} its machine was suspended for. */
  private long suspended;

  SimulatedProcess(String name) {
    this.name = name;
  }

  /** Its name in histories. */
  public String name() {
    return name;
  }

  /** Whether it was killed. */
  public boolean isDead() {
    return dead;
  }

  void die() {
    dead = true;
  }

  /** None of its threads runs before this time. */
  void stopUntil(long time) {
    stoppedUntil = Math.max(stoppedUntil, time);
  }

  /**
   * Its machine is suspended until this time, so that none of its threads runs, and its clock for
   * durations stands still.
   *
   * @return how much longer than it was to be
   */
  long suspend(long now, long until) {
    long more = Math.max(0, until - Math.max(now, suspendedUntil));
    suspended += more;
    suspendedUntil = Math.max(suspendedUntil, until);
    stopUntil(until);
    return more;
  }

  /** What {@link System#nanoTime} says in it. */
  long nanoTime(long now) {
    return now - suspended + Math.max(0, suspendedUntil - now);
  }

  long stoppedUntil() {
    return stoppedUntil;
  }
}
