package io.soma.memory.app.usecase.planted;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

final class Schedules {

  static boolean call(ScheduledExecutorService timer, Runnable task) {
    return timer.scheduleWithFixedDelay(task, 0, 1, TimeUnit.SECONDS).isDone();
  }

  private Schedules() {}
}
