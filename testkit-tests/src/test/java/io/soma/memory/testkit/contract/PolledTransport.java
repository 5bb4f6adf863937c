package io.soma.memory.testkit.contract;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A transport in memory with a receiving end, which breaks the rules that a test names. */
final class PolledTransport implements EventPublisher {

  /** A rule of docs/transports.md that is broken. */
  enum Fault {
    SAYS_THAT_IT_SETTLES,
    IGNORES_THE_PAUSE,
    OVERLAPS,
    RECEIVES_NOTHING
  }

  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private final Map<TenantId, List<OutboxEvent>> kept = new ConcurrentHashMap<>();
  private final Map<TenantId, Long> notBefore = new ConcurrentHashMap<>();

  PolledTransport(Fault... faults) {
    this.faults.addAll(List.of(faults));
  }

  @Override
  public Published publish(TenantId tenant, List<OutboxEvent> events) {
    kept.computeIfAbsent(tenant, unused -> new CopyOnWriteArrayList<>()).addAll(events);
    return new Published.All(events.size());
  }

  @Override
  public boolean settlesEvents() {
    return faults.contains(Fault.SAYS_THAT_IT_SETTLES);
  }

  List<OutboxEvent> kept(TenantId tenant) {
    return List.copyOf(kept.getOrDefault(tenant, List.of()));
  }

  boolean receivesAll() {
    return !faults.contains(Fault.RECEIVES_NOTHING);
  }

  AutoCloseable receive(EventReplay replay) {
    Set<TenantId> busy = ConcurrentHashMap.newKeySet();
    ExecutorService workers = Executors.newCachedThreadPool();
    ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    if (receivesAll()) {
      ScheduledFuture<?> unused =
          looks.scheduleWithFixedDelay(
              () -> look(replay, busy, workers), 0, 2, TimeUnit.MILLISECONDS);
    }
    return () -> {
      looks.shutdownNow();
      workers.shutdown();
      if (!workers.awaitTermination(10, TimeUnit.SECONDS)) {
        workers.shutdownNow();
      }
    };
  }

  private void look(EventReplay replay, Set<TenantId> busy, ExecutorService workers) {
    for (TenantId tenant : kept.keySet()) {
      if (!kept(tenant).isEmpty()
          && mayOffer(tenant)
          && (busy.add(tenant) || faults.contains(Fault.OVERLAPS))) {
        workers.execute(() -> turn(replay, tenant, busy));
      }
    }
  }

  private boolean mayOffer(TenantId tenant) {
    Long end = notBefore.get(tenant);
    return end == null || System.nanoTime() - end >= 0;
  }

  private void turn(EventReplay replay, TenantId tenant, Set<TenantId> busy) {
    try {
      ReplayProgress progress = replay.replay(tenant, kept(tenant));
      if (!faults.contains(Fault.IGNORES_THE_PAUSE)) {
        notBefore.put(tenant, System.nanoTime() + progress.pause().toNanos());
      }
      List<OutboxEvent> left = kept.getOrDefault(tenant, List.of());
      for (int i = 0; i < progress.settled() && !left.isEmpty(); i++) {
        left.remove(0);
      }
    } finally {
      busy.remove(tenant);
    }
  }
}
