package io.soma.memory.http;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One lookup of a name, for which any number of callers wait. Safe for many threads. */
final class NameLookup {

  private final CompletableFuture<List<InetAddress>> result = new CompletableFuture<>();
  private final long begunAt;

  /** Begun at this time of the clock that {@link NameLookups} has. */
  NameLookup(long begunAt) {
    this.begunAt = begunAt;
  }

  void succeed(List<InetAddress> addresses) {
    result.complete(addresses);
  }

  void fail(Throwable reason) {
    result.completeExceptionally(reason);
  }

  Duration age(long now) {
    return Duration.ofNanos(now - begunAt);
  }

  /** The addresses, as soon as they are known; waits for so long at most. */
  List<InetAddress> await(Duration longest)
      throws InterruptedException, TimeoutException, ExecutionException {
    return result.get(longest.toNanos(), TimeUnit.NANOSECONDS);
  }
}
