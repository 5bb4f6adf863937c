package io.soma.memory.simulation.world;

import com.google.inject.Module;
import io.soma.memory.simulation.schedule.Scheduler;

/** The parts that all instances of one simulation share. */
record Surroundings(
    SimulationPlan plan,
    Scheduler scheduler,
    Troubles troubles,
    Crashes crashes,
    History history,
    SimulatedDatabase database,
    SimulatedMemoryService service,
    SimulatedBroker broker,
    Module sabotage) {

  static Surroundings of(SimulationPlan plan, Scheduler scheduler, Module sabotage) {
    History history = new History(scheduler);
    Troubles troubles = new Troubles(scheduler, plan.troubles());
    Crashes crashes = new Crashes(scheduler, troubles);
    return new Surroundings(
        plan,
        scheduler,
        troubles,
        crashes,
        history,
        new SimulatedDatabase(scheduler),
        new SimulatedMemoryService(scheduler, troubles, crashes, history, plan.honoursKeys()),
        new SimulatedBroker(scheduler, troubles, history),
        sabotage);
  }
}
