package io.soma.memory.app.usecase.check;

/** One item of the checklist. It changes nothing, and ends within some ten seconds. */
@FunctionalInterface
public interface Probe {

  /** Checks; every failure is a finding. */
  Finding look();
}
