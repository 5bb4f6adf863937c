package io.soma.memory.simulation.seeds;

import io.soma.memory.simulation.schedule.WorkerPool;
import io.soma.memory.simulation.world.PlanGenerator;
import io.soma.memory.simulation.world.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Runs one seed after the other, several at a time: each is alone with its threads. */
public final class SeedRuns {

  private static final int ENOUGH_FAILED = 5;

  private final AtomicLong next;
  private final long end;
  private final LongConsumer progress;
  private volatile SeedSummary summary = SeedSummary.NONE;
  private volatile @Nullable Throwable broken;

  private SeedRuns(long from, long count, LongConsumer progress) {
    this.next = new AtomicLong(from);
    this.end = from + count;
    this.progress = progress;
  }

  /**
   * Runs seeds from one on; stops early where some have failed.
   *
   * @param atOnce how many at a time
   * @param progress told how many are done, by any thread
   * @throws IllegalStateException if the simulator itself breaks, so that not all seeds were run
   */
  public static SeedSummary run(long from, long count, int atOnce, LongConsumer progress)
      throws InterruptedException {
    SeedRuns runs = new SeedRuns(from, count, progress);
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < atOnce; i++) {
      Thread thread = new Thread(runs::work, "seeds-" + i);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
    for (Thread thread : threads) {
      thread.join();
    }
    Throwable broken = runs.broken;
    if (broken != null) {
      throw new IllegalStateException("the simulator broke: " + broken, broken);
    }
    return runs.summary;
  }

  private void work() {
    try (WorkerPool workers = new WorkerPool()) {
      long seed = next.getAndIncrement();
      while (seed < end && summary.failed().size() < ENOUGH_FAILED) {
        progress.accept(add(SeedSummary.of(Simulation.run(PlanGenerator.of(seed), workers))));
        seed = next.getAndIncrement();
      }
    } catch (RuntimeException | Error e) {
      // Fewer seeds without a failure must not look like all of them.
      broken = e;
    }
  }

  private synchronized long add(SeedSummary one) {
    summary = summary.plus(one);
    return summary.seeds();
  }
}
