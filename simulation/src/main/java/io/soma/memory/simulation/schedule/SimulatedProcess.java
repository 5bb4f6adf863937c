package io.soma.memory.simulation.schedule;

/** A process of the simulation: its threads are killed together, and stand still together. */
public final class SimulatedProcess {

  private final String name;
  private boolean dead;
  private long stoppedUntil;

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

  long stoppedUntil() {
    return stoppedUntil;
  }
}
