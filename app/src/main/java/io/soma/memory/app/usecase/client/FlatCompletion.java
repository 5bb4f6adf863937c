package io.soma.memory.app.usecase.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Completes futures in a loop. A callback may complete the next future, which then waits until the
 * callback has returned, or until its thread waits. With an executor that runs its tasks in the
 * calling thread, a line of some thousand writes would otherwise end in a StackOverflowError, and
 * those behind it would wait for ever. Safe for many threads.
 */
final class FlatCompletion {

  /** Those that this thread completes next; null outside of a completion. */
  private final ThreadLocal<@Nullable Deque<CompletableFuture<@Nullable Void>>> next =
      new ThreadLocal<>();

  /** Completes it now, or after the one whose callback calls this. */
  void complete(CompletableFuture<@Nullable Void> future) {
    Deque<CompletableFuture<@Nullable Void>> outer = next.get();
    if (outer != null) {
      outer.add(future);
      return;
    }
    Deque<CompletableFuture<@Nullable Void>> mine = new ArrayDeque<>();
    mine.add(future);
    next.set(mine);
    try {
      while (!mine.isEmpty()) {
        mine.remove().complete(null);
      }
    } finally {
      next.remove();
      // Only after an Error: nobody may wait for ever.
      mine.forEach(each -> each.complete(null));
    }
  }

  /**
   * Completes those that this thread has put off. It is called before the thread waits: within a
   * callback, it could otherwise wait for one of them.
   */
  void completeThoseThatWait() {
    Deque<CompletableFuture<@Nullable Void>> mine = next.get();
    while (mine != null && !mine.isEmpty()) {
      mine.remove().complete(null);
    }
  }
}
