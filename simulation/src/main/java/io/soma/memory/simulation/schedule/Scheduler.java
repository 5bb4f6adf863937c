package io.soma.memory.simulation.schedule;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

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

  /**
   * By the machine's clock, for one step: only a thread that another one locks out takes longer.
   */
  private static final Duration STUCK_AFTER = Duration.ofSeconds(60);

  private static final int MOST_STEPS = 400_000;

  private record TimedTask(long at, long number, Runnable task) implements Comparable<TimedTask> {
    @Override
    public int compareTo(TimedTask other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final List<SimulatedThread> threads = new ArrayList<>();
  private final List<SimulatedThread> ready = new ArrayList<>();
  private final PriorityQueue<TimedTask> tasks = new PriorityQueue<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final SeededRandom random;
  private final WorkerPool workers;
  private long now;
  private long number;
  private volatile int steps;
  private @Nullable SimulatedThread running;
  private volatile boolean aborted;
  private volatile @Nullable Throwable failure;

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
   * Runs a simulation to its end: until this task is over, whatever else waits then.
   *
   * @throws IllegalStateException if it does not end
   */
  public void run(Runnable main) {
    SimulatedThread first = add(process("main"), MAIN, () -> runAndEndOthers(main));
    give(first);
    awaitEnd();
    Throwable thrown = failure;
    if (thrown != null) {
      throw new IllegalStateException("the simulation broke", thrown);
    }
  }

  private void awaitEnd() {
    boolean interrupted = false;
    boolean isOver = false;
    while (!isOver) {
      int before = steps;
      try {
        isOver = over.await(STUCK_AFTER.toSeconds(), TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
        before = -1;
      }
      if (!isOver && before == steps) {
        ProcessDeath unused = abort(new IllegalStateException("a thread waits at a monitor"));
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
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
    tasks.add(new TimedTask(now + pause.toNanos(), number++, task));
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
          give(thread);
          awaitBaton(killer);
        } else {
          workers.giveBack(thread.worker);
        }
      }
    }
  }

  private SimulatedThread running() {
    return Objects.requireNonNull(running);
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
      give(next);
      awaitBaton(thread);
    }
    if (aborted || thread.process.isDead()) {
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
      runTasks();
      ready.clear();
      long earliest = tasks.isEmpty() ? FOREVER : tasks.peek().at();
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

  private void runTasks() {
    while (!tasks.isEmpty() && tasks.peek().at() <= now) {
      tasks.remove().task().run();
    }
  }

  private void give(SimulatedThread thread) {
    running = thread;
    thread.hasBaton = true;
    if (thread.begun) {
      LockSupport.unpark(thread.worker.thread());
    } else {
      thread.begun = true;
      thread.worker.give(() -> begin(thread));
    }
  }

  private void awaitBaton(SimulatedThread thread) {
    while (!thread.hasBaton && !aborted) {
      LockSupport.park(thread);
    }
  }

  // What is left unwinds all at once; nobody looks at what it does any more.
  private ProcessDeath abort(Throwable why) {
    failure = why;
    aborted = true;
    threads.forEach(thread -> LockSupport.unpark(thread.worker.thread()));
    over.countDown();
    return new ProcessDeath("everything");
  }

  private void begin(SimulatedThread thread) {
    try {
      thread.task.run();
    } catch (ProcessDeath e) {
      // The end that it was to have.
      thread.signal = SimulatedThread.NEVER;
    } catch (Throwable e) {
      if (!aborted) {
        ProcessDeath unused = abort(e);
      }
    }
    // The next one that uses the thread of the machine's must not see it.
    boolean unused = Thread.interrupted();
    if (!aborted) {
      end(thread);
    }
  }

  private void end(SimulatedThread thread) {
    threads.remove(thread);
    if (thread.name.equals(MAIN)) {
      workers.giveBack(thread.worker);
      over.countDown();
      return;
    }
    SimulatedThread next;
    try {
      next = thread.killer != null ? thread.killer : next();
    } catch (ProcessDeath e) {
      return;
    }
    workers.giveBack(thread.worker);
    give(next);
  }
}
