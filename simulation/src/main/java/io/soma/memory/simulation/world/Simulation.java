package io.soma.memory.simulation.world;

import com.google.inject.Module;
import com.google.inject.util.Modules;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.simulation.schedule.SimulatedProcess;
import io.soma.memory.simulation.schedule.WorkerPool;
import io.soma.memory.testkit.history.HistoryCheck;
import io.soma.memory.testkit.history.HistoryEvent;
import io.soma.memory.testkit.history.HistoryRules;
import io.soma.memory.testkit.history.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Runs a plan from its first write until nothing waits any more, long after the last trouble, and
 * judges the history.
 */
public final class Simulation {

  /** In which everything has to be over, after the last trouble: twice the longest pauses. */
  private static final Duration UNTIL_QUIET = Duration.ofMinutes(15);

  /** Long enough for late and repeated calls to arrive. */
  private static final Duration AFTERWARDS = Duration.ofSeconds(8);

  private final SimulationPlan plan;
  private final Scheduler scheduler;
  private final Surroundings around;
  private final List<Instance> instances;
  private int writing;

  private Simulation(SimulationPlan plan, WorkerPool workers, Module sabotage) {
    this.plan = plan;
    this.scheduler = new Scheduler(plan.seed(), workers);
    this.around = Surroundings.of(plan, scheduler, sabotage);
    this.instances =
        IntStream.range(0, plan.instances())
            .mapToObj(number -> new Instance(around, number))
            .toList();
  }

  /** Runs a plan; the same plan always gives the same result. */
  public static SimulationResult run(SimulationPlan plan, WorkerPool workers) {
    return run(plan, workers, Modules.EMPTY_MODULE);
  }

  /**
   * The same with parts of the product replaced, to see what a broken one does.
   *
   * @param sabotage its bindings take the place of the product's in every instance
   */
  public static SimulationResult run(SimulationPlan plan, WorkerPool workers, Module sabotage) {
    Simulation simulation = new Simulation(plan, workers, sabotage);
    List<Violation> violations;
    try {
      simulation.scheduler.run(simulation::live);
      violations = simulation.judge();
    } catch (IllegalStateException e) {
      violations =
          List.of(new Violation(Violation.Kind.LIVENESS, "-", String.valueOf(e.getCause())));
    }
    return new SimulationResult(
        plan,
        violations,
        simulation.around.history().events(),
        simulation.around.history().lines(),
        simulation.scheduler.steps());
  }

  private void live() {
    SimulatedProcess world = scheduler.process("world");
    instances.stream().filter(instance -> !isAddedLater(instance)).forEach(Instance::start);
    addresses().values().forEach(writes -> startWriter(world, writes));
    start(world, "reaper", around.crashes()::reap);
    TroubleMaker maker = new TroubleMaker(around, instances);
    plan.troubles().forEach(trouble -> start(world, "trouble", () -> maker.make(trouble)));
    scheduler.sleep(Duration.ofMillis(plan.healedAtMillis()));
    scheduler.await(() -> writing == 0, UNTIL_QUIET.toNanos());
    awaitQuiet();
    // As operators do when the trouble is over.
    maker.replayFailed(false);
    scheduler.sleep(AFTERWARDS);
    awaitQuiet();
    around.database().unconfirmed().forEach(this::noteWaiting);
  }

  private boolean isAddedLater(Instance instance) {
    return plan.troubles().stream()
        .filter(trouble -> trouble.kind() == TroubleKind.LATE_START)
        .anyMatch(trouble -> trouble.concerns(instance.number()));
  }

  private void awaitQuiet() {
    scheduler.await(() -> around.database().unconfirmed().isEmpty(), UNTIL_QUIET.toNanos());
  }

  private void noteWaiting(OutboxEvent event) {
    String write = WriteNames.writeOf(event.delivery());
    around
        .history()
        .note(new HistoryEvent.Waiting(write), "outbox: " + write + " still waits at the end");
  }

  private void startWriter(SimulatedProcess world, List<PlannedWrite> writes) {
    AddressWriter writer = new AddressWriter(instances, writes, around);
    writing++;
    start(
        world,
        "writer",
        () -> {
          writer.run();
          writing--;
        });
  }

  private void start(SimulatedProcess process, String name, Runnable task) {
    Thread unused = scheduler.start(process, name, task);
  }

  private Map<String, List<PlannedWrite>> addresses() {
    Map<String, List<PlannedWrite>> addresses = new LinkedHashMap<>();
    for (PlannedWrite write : plan.writes()) {
      addresses
          .computeIfAbsent(write.tenant() + "/" + write.address(), place -> new ArrayList<>())
          .add(write);
    }
    return addresses;
  }

  private List<Violation> judge() {
    Set<String> ordered = new TreeSet<>();
    IntStream.range(0, plan.tenants()).forEach(tenant -> ordered.add(WriteNames.tenant(tenant)));
    ordered.removeAll(around.service().troubled());
    return HistoryCheck.violations(
        around.history().events(), new HistoryRules(plan.honoursKeys(), ordered));
  }
}
