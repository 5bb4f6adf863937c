package io.soma.memory.simulation.schedule;

/** Unwinds the threads of a process that was killed. Nothing that catches it goes on for long. */
final class ProcessDeath extends Error {

  private static final long serialVersionUID = 1L;

  ProcessDeath(String process) {
    super("process " + process + " is killed", null, false, false);
  }
}
