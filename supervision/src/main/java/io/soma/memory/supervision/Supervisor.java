package io.soma.memory.supervision;

import io.soma.memory.ports.driven.MonotonicClock;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs all background tasks, and knows which of them fail or stand still.
 *
 * <p>The first exception of a turn is logged. The turn is repeated after a second, then after ever
 * longer pauses up to half a minute. When it works again, the log says so. {@link #troubles} names
 * the tasks that fail or stand still, for as long as they do. An {@link OutOfMemoryError} is also
 * handed to the JVM's default handler of uncaught exceptions: this ends no process.
 *
 * <p>Safe for many threads.
 */
public final class Supervisor implements AutoCloseable {

  private static final Duration WATCH_EVERY = Duration.ofSeconds(5);
  private static final Duration KEPT_IDLE = Duration.ofSeconds(60);

  /** In the order of their start, which is also the order of checks and of closing. */
  private final List<BackgroundLoop> loops = new CopyOnWriteArrayList<>();

  private final List<SupervisedPool> pools = new CopyOnWriteArrayList<>();
  private final MonotonicClock clock;
  private final ThreadWaits waits;
  private final LoopThreads threads;
  private final TurnFaults faults;
  private @Nullable BackgroundLoop watch;
  private boolean closed;

  private Supervisor(
      MonotonicClock clock, ThreadWaits waits, LoopThreads threads, TurnFaults faults) {
    this.clock = clock;
    this.waits = waits;
    this.threads = threads;
    this.faults = faults;
  }

  /** A supervisor without loops and threads. */
  public static Supervisor create() {
    return create(
        MonotonicClock.SYSTEM,
        ThreadWaits.REAL,
        LoopThreads.REAL,
        ServiceLoader.load(TurnFaults.class).findFirst().orElse(TurnFaults.NONE));
  }

  /** The same with the given clock, threads and waits. */
  public static Supervisor create(
      MonotonicClock clock, ThreadWaits waits, LoopThreads threads, TurnFaults faults) {
    return new Supervisor(clock, waits, threads, faults);
  }

  /** A thread that is not started, for the one thing that it runs. */
  public static Thread thread(String name, Runnable task) {
    return SupervisedThreads.named(name, task);
  }

  /**
   * Runs a loop that ends only when it is told to: if it throws, it is run again.
   *
   * @param what the task's name, as it reads after "could not"
   * @param body returns when its work is over for good
   */
  public BackgroundLoop loop(String what, Runnable body) {
    return start(make(what, body, null));
  }

  /**
   * Runs a task again and again, never twice at once.
   *
   * @param what the task's name, as it reads after "could not"
   * @param pause between the end of a turn and the begin of the next
   */
  public BackgroundLoop repeat(String what, Duration pause, Runnable task) {
    return start(make(what, task, pause));
  }

  /** The same; the first turn has ended, well or not, when this returns. */
  public BackgroundLoop repeatFromNow(String what, Duration pause, Runnable task) {
    BackgroundLoop loop = make(what, task, pause);
    Duration unused = loop.takeTurn();
    return start(loop);
  }

  /**
   * A pool that grows as it has to, and shrinks again; its owner shuts it down.
   *
   * <p>A task that throws ends no thread. The first failure of each kind is logged, and {@link
   * #troubles} names the pool until no task has failed for half a minute. The pool does not run the
   * task again: its owner does, after a pause.
   */
  public ExecutorService pool(String name) {
    return pool(
        new SupervisedPool(name, 0, Integer.MAX_VALUE, KEPT_IDLE, new SynchronousQueue<>(), clock));
  }

  /** The same, of so many threads at most; further tasks wait. */
  public ExecutorService pool(String name, int threads) {
    SupervisedPool pool =
        new SupervisedPool(
            name, threads, threads, KEPT_IDLE.dividedBy(2), new LinkedBlockingQueue<>(), clock);
    pool.allowCoreThreadTimeOut(true);
    return pool(pool);
  }

  private ExecutorService pool(SupervisedPool pool) {
    pools.add(pool);
    return pool;
  }

  /**
   * A timer; its owner closes it.
   *
   * @param what the name of its tasks together, as it reads after "could not"
   */
  public DelayedTasks delays(String what) {
    return new DelayedTasks(what, clock, waits, this);
  }

  /**
   * The tasks that fail or stand still at present, by the names they were started with, and the
   * pools with tasks that fail; in order.
   */
  public List<String> troubles() {
    return Stream.concat(
            loops.stream().filter(BackgroundLoop::isInTrouble).map(BackgroundLoop::what),
            pools.stream().filter(SupervisedPool::isInTrouble).map(SupervisedPool::what))
        .distinct()
        .sorted()
        .toList();
  }

  /** Ends every loop that its owner has not ended. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    close(List.copyOf(loops));
    loops.clear();
    pools.clear();
  }

  /** Ends these loops: all together have the time that one has. */
  public void close(List<BackgroundLoop> some) {
    long end = clock.nanos() + BackgroundLoop.CLOSE_TIMEOUT.toNanos();
    some.forEach(BackgroundLoop::endAfterTurn);
    some.forEach(loop -> loop.close(Duration.ofNanos(Math.max(0, end - clock.nanos()))));
  }

  /** Looks once whether all go on. */
  void watch() {
    loops.removeIf(BackgroundLoop::isOver);
    loops.forEach(BackgroundLoop::revive);
    loops.forEach(BackgroundLoop::mindStandstill);
    pools.removeIf(SupervisedPool::isShutdown);
    pools.forEach(SupervisedPool::endTroubleIfQuiet);
  }

  private BackgroundLoop make(String what, Runnable turn, @Nullable Duration pause) {
    return new BackgroundLoop(what, turn, pause, clock, waits, threads, faults);
  }

  private synchronized BackgroundLoop start(BackgroundLoop loop) {
    if (closed) {
      throw new IllegalStateException("closed, and runs nothing more");
    }
    if (watch == null) {
      watch = make("watch over the background", this::watch, WATCH_EVERY);
      loops.add(watch);
      watch.start();
    }
    loops.add(loop);
    loop.start();
    return loop;
  }
}
