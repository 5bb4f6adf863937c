package io.soma.memory.app.wiring.planted;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

final class DelaysOnTheCommonPool {

  static Executor call() {
    return CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);
  }

  private DelaysOnTheCommonPool() {}
}
