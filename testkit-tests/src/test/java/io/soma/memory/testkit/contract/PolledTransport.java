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
import java.util.concurrent.locks.LockSupport;

/** A transport in memory with a receiving end, which breaks the rules that a test names. */
final class PolledTransport implements EventPublisher {

  /** A rule of docs/transports.md that is broken. */
  enum Fault {
    SAYS_THAT_IT_SETTLES,
    IGNORES_THE_PAUSE,
    OVERLAPS,
    RECEIVES_NOTHING,
    REMOVES_BEFORE_THE_CALL_RETURNS,
    STAYS_BUSY_AFTER_A_FAILURE,
    ENDS_DURING_A_CALL,
    NEVER_ENDS,
    HAS_ONE_THREAD,
    MIXES_TENANTS,
    CARRIES_NO_EVENT_TWICE,
    STANDS_AT_WHAT_IS_NO_EVENT
  }

  /** Stands for a text that is no event. */
  private static final OutboxEvent NO_EVENT = SampleEvents.event(new TenantId("none"), 1);

  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private final Map<TenantId, List<OutboxEvent>> kept = new ConcurrentHashMap<>();
  private final Map<TenantId, Long> notBefore = new ConcurrentHashMap<>();
  private final Set<OutboxEvent> carried = ConcurrentHashMap.newKeySet();

  PolledTransport(Fault... faults) {
    this.faults.addAll(List.of(faults));
  }

  @Override
  public Published publish(TenantId tenant, List<OutboxEvent> events) {
    List<OutboxEvent> ofTenant =
        kept.computeIfAbsent(tenant, unused -> new CopyOnWriteArrayList<>());
    for (OutboxEvent event : events) {
      if (carried.add(event) || !has(Fault.CARRIES_NO_EVENT_TWICE)) {
        ofTenant.add(event);
      }
    }
    return new Published.All(events.size());
  }

  @Override
  public boolean settlesEvents() {
    return has(Fault.SAYS_THAT_IT_SETTLES);
  }

  void putNoEvent(TenantId tenant) {
    kept.getOrDefault(tenant, List.of()).add(NO_EVENT);
  }

  private boolean has(Fault fault) {
    return faults.contains(fault);
  }

  List<OutboxEvent> kept(TenantId tenant) {
    return List.copyOf(kept.getOrDefault(tenant, List.of()));
  }

  boolean receivesAll() {
    return !has(Fault.RECEIVES_NOTHING);
  }

  AutoCloseable receive(EventReplay replay) {
    Set<TenantId> busy = ConcurrentHashMap.newKeySet();
    ExecutorService workers =
        has(Fault.HAS_ONE_THREAD)
            ? Executors.newSingleThreadExecutor()
            : Executors.newCachedThreadPool();
    ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor();
    if (receivesAll()) {
      ScheduledFuture<?> unused =
          looks.scheduleWithFixedDelay(
              () -> look(replay, busy, workers), 0, 2, TimeUnit.MILLISECONDS);
    }
    return () -> {
      if (has(Fault.NEVER_ENDS)) {
        awaitIdle(busy);
        return;
      }
      looks.shutdownNow();
      if (has(Fault.ENDS_DURING_A_CALL)) {
        return;
      }
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
          && (busy.add(tenant) || has(Fault.OVERLAPS))) {
        workers.execute(() -> turn(replay, tenant, busy));
      }
    }
  }

  private boolean mayOffer(TenantId tenant) {
    Long end = notBefore.get(tenant);
    return end == null || System.nanoTime() - end >= 0;
  }

  private static void awaitIdle(Set<TenantId> busy) {
    while (!busy.isEmpty()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  private void turn(EventReplay replay, TenantId tenant, Set<TenantId> busy) {
    boolean failed = true;
    try {
      List<OutboxEvent> left = kept.getOrDefault(tenant, List.of());
      setAside(left);
      List<OutboxEvent> offered = offered(tenant);
      if (has(Fault.REMOVES_BEFORE_THE_CALL_RETURNS)) {
        left.clear();
      }
      ReplayProgress progress = replay.replay(tenant, offered);
      if (!has(Fault.IGNORES_THE_PAUSE)) {
        notBefore.put(tenant, System.nanoTime() + progress.pause().toNanos());
      }
      for (int i = 0; i < progress.settled() && !left.isEmpty(); i++) {
        left.remove(0);
      }
      failed = false;
    } finally {
      if (!failed || !has(Fault.STAYS_BUSY_AFTER_A_FAILURE)) {
        busy.remove(tenant);
      }
    }
  }

  private void setAside(List<OutboxEvent> left) {
    if (has(Fault.STANDS_AT_WHAT_IS_NO_EVENT) && left.contains(NO_EVENT)) {
      throw new IllegalArgumentException("no event");
    }
    left.removeIf(event -> event == NO_EVENT);
  }

  private List<OutboxEvent> offered(TenantId tenant) {
    return has(Fault.MIXES_TENANTS)
        ? kept.values().stream().flatMap(List::stream).toList()
        : kept(tenant);
  }
}
