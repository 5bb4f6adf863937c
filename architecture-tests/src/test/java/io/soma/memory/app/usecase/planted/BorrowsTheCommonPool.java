package io.soma.memory.app.usecase.planted;

import java.util.concurrent.CompletableFuture;

final class BorrowsTheCommonPool {

  static CompletableFuture<Void> call(Runnable task) {
    return CompletableFuture.runAsync(task);
  }

  private BorrowsTheCommonPool() {}
}
