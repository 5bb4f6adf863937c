package io.soma.memory.simulation.schedule;

/** A process of the simulation: what is killed and what stands still together. */
public final class SimulatedProcess {

  private final String name;
  private boolean dead;
  private long stoppedUntil;

  SimulatedProcess(String name) {
    this.name = name;
  }

  /** What it is called in histories. */
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
