package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.simulation.schedule.SimulatedProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Runs each task on a simulated thread of its own, as a pool with room for all. */
final class SimulatedExecutor extends AbstractExecutorService {

  private final Scheduler scheduler;
  private final SimulatedProcess process;
  private final String name;
  private final List<Thread> running = new ArrayList<>();
  private int active;
  private boolean shutdown;

  SimulatedExecutor(Scheduler scheduler, SimulatedProcess process, String name) {
    this.scheduler = scheduler;
    this.process = process;
    this.name = name;
  }

  @Override
  public void execute(Runnable task) {
    if (shutdown || process.isDead()) {
      throw new RejectedExecutionException(name + " is shut down");
    }
    active++;
    Thread unused = scheduler.start(process, name, () -> run(task));
  }

  // A task that fails ends alone, as in a pool that reports failures to its owner.
  private void run(Runnable task) {
    running.add(Thread.currentThread());
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      if (process.isDead()) {
        throw e;
      }
    } finally {
      running.remove(Thread.currentThread());
      active--;
    }
  }

  @Override
  public void shutdown() {
    shutdown = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    shutdown = true;
    running.forEach(Thread::interrupt);
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return shutdown;
  }

  @Override
  public boolean isTerminated() {
    return shutdown && active == 0;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
    return scheduler.awaitInterruptibly(this::isTerminated, unit.toNanos(timeout));
  }
}
