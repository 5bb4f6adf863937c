package io.soma.memory.sandbox.chaos;

import io.soma.memory.sandbox.check.WriteHistory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** All tenants' agents, each on a thread of its own, and the results of their writes. */
final class Agents {

  private static final int OF_EACH_TENANT = 2;

  /** For the last writes, when nothing is in trouble any more. */
  private static final long LAST_WRITES_MILLIS = 60_000;

  private final WriteHistory history;
  private final List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
  private final List<Agent> agents = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /** Agents that do not write yet. */
  Agents(ChaosOptions options, Deployment deployment) {
    this.history = deployment.history();
    Gateway gateway = new Gateway();
    int count = options.tenants() * OF_EACH_TENANT;
    Duration pause = Duration.ofMillis(1000L * count / options.rate());
    for (int number = 0; number < count; number++) {
      AgentProfile any = AgentProfile.of(number, options.tenants(), pause);
      AgentProfile profile = options.upgradeFrom() == null ? any : any.careful();
      agents.add(new Agent(gateway, deployment.services(), profile, history, deployment.poisons()));
    }
  }

  /** They write from now on. */
  void start() {
    for (Agent agent : agents) {
      Thread thread = new Thread(agent, "chaos-agent-" + threads.size());
      thread.setDaemon(true);
      thread.setUncaughtExceptionHandler((ended, failure) -> failures.add(failure));
      threads.add(thread);
      thread.start();
    }
  }

  /** They end, with their last writes acknowledged if that is to be had. */
  void stop() throws InterruptedException {
    agents.forEach(Agent::stop);
    long end = System.nanoTime() + LAST_WRITES_MILLIS * 1_000_000;
    for (Thread thread : threads) {
      thread.join(Math.max(1, (end - System.nanoTime()) / 1_000_000));
    }
    for (Thread thread : threads) {
      thread.interrupt();
      thread.join();
    }
  }

  /** Failures that ended an agent early. */
  List<Throwable> failures() {
    return List.copyOf(failures);
  }
}
