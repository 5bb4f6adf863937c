package io.soma.memory.app.usecase.admin;

import io.soma.memory.app.usecase.client.AsyncCalls;
import io.soma.memory.domain.read.StatusPage;
import io.soma.memory.ports.driven.MemoryService;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driving.ServiceStatus;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Keeps each page for a second, because routes that need no token ask for some of them: a thousand
 * requests cause one call. Safe for many threads.
 */
@Singleton
public final class CachedServiceStatus implements ServiceStatus {

  private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private final MemoryService service;
  private final Executor executor;
  private final MonotonicClock clock;
  private final Map<StatusPage.Kind, Kept> pages = new EnumMap<>(StatusPage.Kind.class);

  private record Kept(CompletableFuture<Optional<StatusPage>> page, long askedAt) {}

  @Inject
  CachedServiceStatus(MemoryService service, @AsyncCalls Executor executor, MonotonicClock clock) {
    this.service = service;
    this.executor = executor;
    this.clock = clock;
  }

  @Override
  public synchronized CompletionStage<Optional<StatusPage>> page(StatusPage.Kind kind) {
    Kept kept = pages.get(kind);
    if (kept == null || (kept.page.isDone() && !isFresh(kept))) {
      kept = new Kept(ask(kind), clock.nanos());
      pages.put(kind, kept);
    }
    return kept.page.minimalCompletionStage();
  }

  // After a failure the page is requested again at once, so that a recovered service is seen.
  private boolean isFresh(Kept kept) {
    return kept.page.join().isPresent() && clock.nanos() - kept.askedAt <= FRESH_NANOS;
  }

  private CompletableFuture<Optional<StatusPage>> ask(StatusPage.Kind kind) {
    try {
      return CompletableFuture.supplyAsync(() -> service.statusPage(kind, TIMEOUT), executor)
          .exceptionally(failure -> Optional.empty());
    } catch (RejectedExecutionException e) {
      return CompletableFuture.completedFuture(Optional.empty());
    }
  }
}
