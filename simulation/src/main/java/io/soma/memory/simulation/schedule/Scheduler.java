package io.soma.memory.simulation.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Lets one thread run at a time. Where a thread waits, the seed decides which of those that may go
 * on goes on; where none may, the clock moves to the next time at which one does. Nothing depends
 * on the machine's clock or its scheduler, so that one seed gives one run.
 *
 * <p>A thread that waits must hold no monitor that another one may want.
 */
public final class Scheduler {

  /** A wait without an end of its own. */
  public static final long FOREVER = Long.MAX_VALUE / 4;

  private static final String MAIN = "main";

  private static final int MOST_STEPS = 400_000;

  private final List<SimulatedThread> threads = new ArrayList<>();
  private final List<SimulatedThread> ready = new ArrayList<>();
  private final TimedTasks tasks = new TimedTasks();
  private final Baton baton = new Baton();
  private final SeededRandom random;
  private final WorkerPool workers;
  private long now;
  private int steps;

  /** One at time zero, with nothing to run. */
  public Scheduler(long seed, WorkerPool workers) {
    this.random = new SeededRandom(seed);
    this.workers = workers;
  }

  /** Nanoseconds since the simulation began. */
  public long now() {
    return now;
  }

  /** Chance that the seed decides; for the thread that runs. */
  public SeededRandom random() {
    return random;
  }

  /** How often the baton was passed on. */
  public int steps() {
    return steps;
  }

  /** A process without threads. */
  public SimulatedProcess process(String name) {
    return new SimulatedProcess(name);
  }

  /** The process of the thread that runs. */
  public SimulatedProcess currentProcess() {
    return running().process;
  }

  /**
   * Runs a simulation to its end: until this task is over, even if other threads still wait then.
   *
   * @throws IllegalStateException if it does not end
   */
  public void run(Runnable main) {
    pass(add(process("main"), MAIN, () -> runAndEndOthers(main)));
    try {
      Throwable failure = baton.awaitEnd();
      if (failure != null) {
        throw new IllegalStateException("the simulation broke", failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      ProcessDeath unused = baton.abort(e, threads);
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void runAndEndOthers(Runnable main) {
    main.run();
    SimulatedProcess own = running().process;
    while (threads.size() > 1) {
      kill(
          threads.stream()
              .map(each -> each.process)
              .filter(p -> p != own)
              .findFirst()
              .orElseThrow());
    }
  }

  /** Starts a thread of a process; it runs when the baton comes to it. */
  public Thread start(SimulatedProcess process, String name, Runnable task) {
    if (process.isDead()) {
      return Thread.currentThread();
    }
    return add(process, name, task).worker.thread();
  }

  /** Runs a short task, which does not wait, at a time, on behalf of no process. */
  public void after(Duration pause, Runnable task) {
    tasks.add(now + pause.toNanos(), task);
  }

  /** Lets the thread that runs wait for so long. */
  public void sleep(Duration pause) {
    SimulatedThread thread = running();
    thread.interruptible = false;
    boolean unused = await(thread, SimulatedThread.NEVER, now + pause.toNanos());
  }

  /**
   * Lets the thread that runs wait until something is so, or a time is over.
   *
   * @return whether it is so
   */
  public boolean await(BooleanSupplier signal, long longestNanos) {
    SimulatedThread thread = running();
    thread.interruptible = false;
    return await(thread, signal, longestNanos >= FOREVER ? FOREVER : now + longestNanos);
  }

  /** The same, which an interrupt ends. */
  public boolean awaitInterruptibly(BooleanSupplier signal, long longestNanos)
      throws InterruptedException {
    SimulatedThread thread = running();
    thread.interruptible = true;
    boolean is = await(thread, signal, longestNanos >= FOREVER ? FOREVER : now + longestNanos);
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    return is;
  }

  /** Throws if the process of the thread that runs was killed. */
  public void requireAlive() {
    SimulatedThread thread = running();
    if (thread.process.isDead()) {
      throw new ProcessDeath(thread.process.name());
    }
  }

  /** Lets none of a process's threads run for a while. */
  public void stop(SimulatedProcess process, Duration pause) {
    process.stopUntil(now + pause.toNanos());
  }

  /**
   * Suspends the machine of a process: none of its threads runs for a while, and the time of its
   * waits stands still.
   */
  public void suspend(SimulatedProcess process, Duration pause) {
    long more = process.suspend(now, now + pause.toNanos());
    for (SimulatedThread thread : threads) {
      if (thread.process == process && thread.wakeAt < FOREVER) {
        thread.wakeAt += more;
      }
    }
  }

  /** What {@link System#nanoTime} says in a process. */
  public long nanoTime(SimulatedProcess process) {
    return process.nanoTime(now);
  }

  /** Kills a process, which is not that of the thread that runs: its threads unwind now. */
  public void kill(SimulatedProcess process) {
    SimulatedThread killer = running();
    process.die();
    for (SimulatedThread thread : List.copyOf(threads)) {
      if (thread.process == process) {
        threads.remove(thread);
        if (thread.begun) {
          thread.killer = killer;
          killer.hasBaton = false;
          pass(thread);
          baton.await(killer);
        } else {
          workers.giveBack(thread.worker);
        }
      }
    }
  }

  private SimulatedThread running() {
    return baton.holder();
  }

  private SimulatedThread add(SimulatedProcess process, String name, Runnable task) {
    SimulatedThread thread = new SimulatedThread(process, name, task, workers.take());
    thread.wakeAt = now;
    threads.add(thread);
    return thread;
  }

  private boolean await(SimulatedThread thread, BooleanSupplier signal, long until) {
    if (thread.process.isDead()) {
      throw new ProcessDeath(thread.process.name());
    }
    thread.signal = signal;
    thread.wakeAt = until;
    SimulatedThread next = next();
    if (next != thread) {
      thread.hasBaton = false;
      pass(next);
      baton.await(thread);
    }
    if (baton.isAborted() || thread.process.isDead()) {
      throw new ProcessDeath(thread.process.name());
    }
    return signal.getAsBoolean();
  }

  private SimulatedThread next() {
    steps = steps + 1;
    if (steps > MOST_STEPS) {
      throw abort(new IllegalStateException("does not end within " + MOST_STEPS + " steps"));
    }
    while (true) {
      tasks.runDue(now);
      ready.clear();
      long earliest = tasks.earliest();
      for (SimulatedThread thread : threads) {
        if (thread.isReady(now)) {
          ready.add(thread);
        } else {
          earliest = Math.min(earliest, thread.latest());
        }
      }
      if (!ready.isEmpty()) {
        return ready.size() == 1 ? ready.get(0) : ready.get(random.below(ready.size()));
      }
      if (earliest >= FOREVER) {
        throw abort(new IllegalStateException("every thread waits for ever"));
      }
      now = Math.max(now, earliest);
    }
  }

  private void pass(SimulatedThread thread) {
    baton.pass(thread, () -> begin(thread));
  }

  private ProcessDeath abort(Throwable why) {
    return baton.abort(why, threads);
  }

  private void begin(SimulatedThread thread) {
    try {
      thread.task.run();
    } catch (ProcessDeath e) {
      // The end that it was to have.
      thread.signal = SimulatedThread.NEVER;
    } catch (Throwable e) {
      if (!baton.isAborted()) {
        ProcessDeath unused = abort(e);
      }
    }
    // The next one that uses the thread of the machine's must not see it.
    boolean unused = Thread.interrupted();
    if (!baton.isAborted()) {
      end(thread);
    }
  }

  private void end(SimulatedThread thread) {
    threads.remove(thread);
    if (thread.name.equals(MAIN)) {
      workers.giveBack(thread.worker);
      baton.end();
      return;
    }
    SimulatedThread next;
    try {
      next = thread.killer != null ? thread.killer : next();
    } catch (ProcessDeath e) {
      return;
    }
    workers.giveBack(thread.worker);
    pass(next);
  }
}
