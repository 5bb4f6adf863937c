package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.simulation.schedule.SimulatedProcess;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Kills, stops or suspends processes between two steps of their work, such as an answer and its
 * confirmation.
 */
final class Crashes {

  private static final double AT_A_STEP = 0.04;
  private static final double AFTER_AN_ANSWER = 0.2;
  private static final double AT_A_CALL = 0.3;
  private static final Duration SHORTEST_SLEEP = Duration.ofSeconds(1);
  private static final Duration LONGEST_SLEEP = Duration.ofSeconds(40);
  private static final Duration LONG_SUSPENSION = Duration.ofSeconds(23);
  private static final Duration LONGEST_SUSPENSION = Duration.ofSeconds(80);
  private static final Duration LEAST_AWAY = Duration.ofMillis(100);
  private static final Duration MOST_AWAY = Duration.ofSeconds(5);
  private static final Duration FOREVER = Duration.ofDays(1);

  private final Scheduler scheduler;
  private final Troubles troubles;
  private final Map<SimulatedProcess, Instance> instances = new HashMap<>();
  private final Deque<Instance> crashed = new ArrayDeque<>();

  Crashes(Scheduler scheduler, Troubles troubles) {
    this.scheduler = scheduler;
    this.troubles = troubles;
  }

  /** Must be told of each process. */
  void started(SimulatedProcess process, Instance instance) {
    instances.put(process, instance);
  }

  /** Called between two steps: where the process crashes, it does not return. */
  void step() {
    step(AT_A_STEP);
  }

  /** The same where a call of the memory service begins. */
  void beforeCall() {
    strike(TroubleKind.SUSPEND_AT_A_CALL, AT_A_CALL, this::suspend);
    step(AT_A_STEP);
  }

  /** The same where the memory service has answered, and nothing has been made of that yet. */
  void afterAnswer() {
    strike(TroubleKind.SUSPEND_AT_A_CALL, AT_A_CALL, this::suspend);
    step(AFTER_AN_ANSWER);
  }

  private void step(double probability) {
    strike(
        TroubleKind.SLEEP_AT_A_STEP,
        probability,
        instance -> instance.stop(scheduler.random().between(SHORTEST_SLEEP, LONGEST_SLEEP)));
    strike(TroubleKind.SUSPEND_AT_A_STEP, probability, this::suspend);
    strike(TroubleKind.CRASH, probability, this::crash);
  }

  private void strike(TroubleKind kind, double probability, Consumer<Instance> how) {
    Instance instance = instances.get(scheduler.currentProcess());
    if (instance != null
        && troubles.strike(kind, instance.number())
        && scheduler.random().chance(probability)) {
      how.accept(instance);
      scheduler.sleep(Duration.ZERO);
    }
  }

  private void suspend(Instance instance) {
    // A right to deliver lasts some 22 s.
    boolean isLong = scheduler.random().chance(0.7);
    instance.suspend(
        scheduler
            .random()
            .between(
                isLong ? LONG_SUSPENSION : SHORTEST_SLEEP,
                isLong ? LONGEST_SUSPENSION : LONG_SUSPENSION));
  }

  private void crash(Instance instance) {
    SimulatedProcess process = scheduler.currentProcess();
    crashed.add(instance);
    instances.remove(process);
    scheduler.stop(process, FOREVER);
  }

  /** Ends crashed processes, and starts them again, for as long as it is run. */
  void reap() {
    while (true) {
      scheduler.await(() -> !crashed.isEmpty(), Scheduler.FOREVER);
      Instance instance = crashed.remove();
      instance.kill();
      scheduler.sleep(scheduler.random().between(LEAST_AWAY, MOST_AWAY));
      instance.start();
    }
  }
}
