package io.soma.memory.testkit.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs one thing on many threads that start together. */
public final class Race {

  private Race() {}

  /**
   * The result of each of {@code threads} threads, in their order.
   *
   * @param racer the task of the thread with this number, from 0
   */
  public static <T> List<T> run(int threads, IntFunction<Callable<T>> racer) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Callable<T> task = racer.apply(i);
        futures.add(
            executor.submit(
                () -> {
                  start.await();
                  return task.call();
                }));
      }
      return outcomes(futures);
    } finally {
      executor.shutdownNow();
    }
  }

  private static <T> List<T> outcomes(List<Future<T>> futures) {
    List<T> outcomes = new ArrayList<>();
    for (Future<T> future : futures) {
      try {
        outcomes.add(future.get());
      } catch (ExecutionException e) {
        throw new AssertionError("a racer failed", e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
    return outcomes;
  }
}
