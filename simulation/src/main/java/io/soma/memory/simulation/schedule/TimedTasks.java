package io.soma.memory.simulation.schedule;

import java.util.PriorityQueue;

/** Short tasks that run at a time, without a thread of their own; in order. For one thread. */
final class TimedTasks {

  private record TimedTask(long at, long number, Runnable task) implements Comparable<TimedTask> {
    @Override
    public int compareTo(TimedTask other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }
  }

  private final PriorityQueue<TimedTask> tasks = new PriorityQueue<>();
  private long count;

  void add(long at, Runnable task) {
    tasks.add(new TimedTask(at, count++, task));
  }

  /** When the next one is due; {@link Scheduler#FOREVER} if there is none. */
  long earliest() {
    return tasks.isEmpty() ? Scheduler.FOREVER : tasks.peek().at();
  }

  void runDue(long now) {
    while (!tasks.isEmpty() && tasks.peek().at() <= now) {
      tasks.remove().task().run();
    }
  }
}
