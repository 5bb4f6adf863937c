package io.soma.memory.app.usecase.planted;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

final class MakesAnExecutor {

  static ExecutorService call() {
    return Executors.newCachedThreadPool();
  }

  private MakesAnExecutor() {}
}
