package io.soma.memory.kafka;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Settles the given events, as far as the test lets it, and remembers them. */
public final class RecordingReplay implements EventReplay {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Map<TenantId, List<Long>> settled = new HashMap<>();
  private final Map<TenantId, Integer> room = new HashMap<>();
  private final Map<TenantId, Duration> pause = new HashMap<>();
  private final Map<TenantId, Integer> calls = new HashMap<>();
  private final Set<TenantId> hanging = new HashSet<>();
  private final Set<TenantId> failing = new HashSet<>();
  private final Set<TenantId> broken = new HashSet<>();
  private final Set<TenantId> inside = new HashSet<>();
  private boolean overlapped;

  @Override
  public synchronized ReplayProgress replay(TenantId tenant, List<OutboxEvent> events) {
    overlapped |= !inside.add(tenant);
    try {
      calls.merge(tenant, 1, Integer::sum);
      notifyAll();
      await(() -> !hanging.contains(tenant));
      if (failing.contains(tenant)) {
        throw new IllegalStateException("the outbox is away, by the test");
      }
      if (broken.contains(tenant)) {
        throw new NoClassDefFoundError("a class is missing, by the test");
      }
      return settle(tenant, events);
    } finally {
      inside.remove(tenant);
    }
  }

  /** Settles so many events of a tenant more, then asks for this pause. */
  synchronized void allow(TenantId tenant, int events, Duration then) {
    room.put(tenant, events);
    pause.put(tenant, then);
  }

  /** Lets a tenant's replays hang, or go on. */
  public synchronized void hang(TenantId tenant, boolean hangs) {
    set(hanging, tenant, hangs);
  }

  /** Lets a tenant's replays throw, or not. */
  public synchronized void fail(TenantId tenant, boolean fails) {
    set(failing, tenant, fails);
  }

  /** Lets a tenant's replays end in an Error, or not. */
  public synchronized void failWithAnError(TenantId tenant, boolean fails) {
    set(broken, tenant, fails);
  }

  /** The ids of a tenant's settled events in the order of their replay, as soon as so many are. */
  public synchronized List<Long> settled(TenantId tenant, int atLeast) {
    await(() -> settled.getOrDefault(tenant, List.of()).size() >= atLeast);
    return List.copyOf(settled.getOrDefault(tenant, List.of()));
  }

  /** Waits for so many calls for a tenant. */
  public synchronized void awaitCalls(TenantId tenant, int atLeast) {
    await(() -> calls.getOrDefault(tenant, 0) >= atLeast);
  }

  /** Whether two calls for one tenant ever ran at the same time. */
  public synchronized boolean hasOverlapped() {
    return overlapped;
  }

  private ReplayProgress settle(TenantId tenant, List<OutboxEvent> events) {
    int now = Math.min(events.size(), room.getOrDefault(tenant, Integer.MAX_VALUE));
    room.computeIfPresent(tenant, (unused, before) -> before - now);
    for (OutboxEvent event : events.subList(0, now)) {
      settled.computeIfAbsent(tenant, unused -> new ArrayList<>()).add(event.id().value());
    }
    notifyAll();
    return new ReplayProgress(
        now, now == events.size() ? Duration.ZERO : pause.getOrDefault(tenant, Duration.ZERO));
  }

  private void set(Set<TenantId> of, TenantId tenant, boolean is) {
    if (is) {
      of.add(tenant);
    } else {
      of.remove(tenant);
    }
    notifyAll();
  }

  private void await(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("not within a minute; settled so far: " + settled);
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted", e);
      }
    }
  }
}
