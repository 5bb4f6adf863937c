package io.soma.memory.testkit.planted;

import java.util.concurrent.TimeUnit;

final class SleepsForAUnit {

  static void call(long seconds) throws InterruptedException {
    TimeUnit.SECONDS.sleep(seconds);
  }

  private SleepsForAUnit() {}
}
