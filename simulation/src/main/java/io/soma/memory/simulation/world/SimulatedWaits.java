package io.soma.memory.simulation.world;

import io.soma.memory.simulation.schedule.Scheduler;
import io.soma.memory.supervision.ThreadWaits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Waits that the scheduler decides about. */
final class SimulatedWaits implements ThreadWaits {

  private final Scheduler scheduler;

  SimulatedWaits(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  @Override
  public boolean await(CompletableFuture<?> signal, Duration longest) throws InterruptedException {
    return scheduler.awaitInterruptibly(signal::isDone, longest.toNanos());
  }

  @Override
  public void join(CompletableFuture<?> signal) {
    boolean unused = scheduler.await(signal::isDone, Scheduler.FOREVER);
  }

  @Override
  public void pause(Duration duration) {
    scheduler.sleep(duration);
  }
}
