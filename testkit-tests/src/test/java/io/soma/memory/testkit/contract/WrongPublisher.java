package io.soma.memory.testkit.contract;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventCodec;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A sending half in memory, which breaks the rules that a test names, under the contract. */
final class WrongPublisher extends EventPublisherContract implements EventPublisher {

  /** A rule of docs/transports.md that is broken; the first breaks none. */
  enum Fault {
    TAKES_TEN_AT_ONCE,
    TAKES_NONE_AT_ONCE,
    TAKES_FEWER_THAN_IT_SAYS,
    BLOCKS_IN_AN_OUTAGE,
    THROWS_IN_AN_OUTAGE,
    GIVES_NO_REASON,
    LOCKS_OUT_OTHER_TENANTS,
    MIXES_CAPITALS,
    TRIMS,
    REVERSES,
    RETURNS_NULL
  }

  private static final int TEN = 10;

  private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
  private final Map<String, List<OutboxEvent>> kept = new ConcurrentHashMap<>();
  private final ReentrantLock ofAll = new ReentrantLock();
  private volatile @Nullable TenantId away;
  private volatile boolean allAway;
  private volatile CountDownLatch back = new CountDownLatch(0);

  WrongPublisher(Fault... faults) {
    this.faults.addAll(List.of(faults));
  }

  @Override
  public Published publish(TenantId tenant, List<OutboxEvent> events) {
    if (!has(Fault.LOCKS_OUT_OTHER_TENANTS)) {
      return take(tenant, events);
    }
    ofAll.lock();
    try {
      return take(tenant, events);
    } finally {
      ofAll.unlock();
    }
  }

  // The contract must bear a null, too.
  @SuppressWarnings("NullAway")
  private Published take(TenantId tenant, List<OutboxEvent> events) {
    if (allAway && has(Fault.THROWS_IN_AN_OUTAGE)) {
      throw new IllegalStateException("no connection");
    }
    if (tenant.equals(away) || allAway && has(Fault.BLOCKS_IN_AN_OUTAGE)) {
      awaitTheEnd();
    }
    if (allAway) {
      String why = has(Fault.GIVES_NO_REASON) ? null : "away";
      return new Published.Interrupted(0, why, Duration.ofMillis(1));
    }
    if (events.size() > TEN && has(Fault.TAKES_TEN_AT_ONCE)) {
      throw new IllegalArgumentException("more than ten");
    }
    int taken = has(Fault.TAKES_FEWER_THAN_IT_SAYS) ? Math.min(TEN, events.size()) : events.size();
    keep(tenant, events.subList(0, taken));
    return has(Fault.RETURNS_NULL) ? null : new Published.All(taken);
  }

  private void keep(TenantId tenant, List<OutboxEvent> events) {
    List<OutboxEvent> ofTenant = kept(tenant);
    for (OutboxEvent event : events) {
      String text = EventCodec.encode(event);
      OutboxEvent arrives = EventCodec.decode(has(Fault.TRIMS) ? text.strip() : text);
      ofTenant.add(has(Fault.REVERSES) ? 0 : ofTenant.size(), arrives);
    }
  }

  private List<OutboxEvent> kept(TenantId tenant) {
    String name = tenant.value();
    return kept.computeIfAbsent(
        has(Fault.MIXES_CAPITALS) ? name.toLowerCase(Locale.ROOT) : name,
        unused -> new CopyOnWriteArrayList<>());
  }

  private void awaitTheEnd() {
    try {
      back.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean has(Fault fault) {
    return faults.contains(fault);
  }

  @Override
  public int mostAtOnce() {
    if (has(Fault.TAKES_NONE_AT_ONCE)) {
      return 0;
    }
    return has(Fault.TAKES_TEN_AT_ONCE) ? TEN : EventPublisher.super.mostAtOnce();
  }

  @Override
  protected EventPublisher publisher() {
    return this;
  }

  @Override
  protected List<OutboxEvent> arrived(TenantId tenant, int atLeast) {
    return List.copyOf(kept(tenant));
  }

  @Override
  protected Duration patience() {
    return has(Fault.BLOCKS_IN_AN_OUTAGE) || has(Fault.LOCKS_OUT_OTHER_TENANTS)
        ? Duration.ofMillis(500)
        : super.patience();
  }

  @Override
  protected Optional<Outage> outage() {
    return Optional.of(outage(() -> allAway = true));
  }

  @Override
  protected Optional<Outage> outage(TenantId tenant) {
    return Optional.of(outage(() -> away = tenant));
  }

  private Outage outage(Runnable begin) {
    return new Outage() {
      @Override
      public void begin() {
        back = new CountDownLatch(1);
        begin.run();
      }

      @Override
      public void end() {
        allAway = false;
        away = null;
        back.countDown();
      }
    };
  }
}
