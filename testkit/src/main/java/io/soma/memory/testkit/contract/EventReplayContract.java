package io.soma.memory.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.ports.driven.EventPublisher;
import io.soma.memory.ports.driven.Published;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The contract of a transport's receiving end. A transport that hands events to the memory service
 * itself has none. Together with {@link EventPublisherContract} it is the whole of a transport.
 */
public abstract class EventReplayContract {

  private static final Duration PAUSE = Duration.ofMillis(5);
  private static final int EVENTS = 60;

  private final TenantId tenant = SampleEvents.freshTenant();
  private final Receiver receiver = new Receiver();

  /** The sending end, on the same place as the receiving one. */
  protected abstract EventPublisher publisher();

  /** Starts a receiving end, which hands arriving events to the replay until it is closed. */
  protected abstract AutoCloseable receive(EventReplay replay);

  /** As long as an event may take to arrive. */
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }

  @Test
  void whatIsPublishedIsReplayedInItsOrder() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, EVENTS);
    try (AutoCloseable end = receive(receiver)) {
      publish(events);

      awaitSettled(tenant, EVENTS);
    }
    assertThat(receiver.settled(tenant)).containsExactlyElementsOf(events);
  }

  @Test
  void whatWasPublishedBeforeTheReceivingEndStartedIsReplayed() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 3);
    publish(events);

    try (AutoCloseable end = receive(receiver)) {
      awaitSettled(tenant, 3);
    }
    assertThat(receiver.settled(tenant)).containsExactlyElementsOf(events);
  }

  @Test
  void nothingIsLostWhereTheReceivingEndStops() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, EVENTS);
    receiver.takeAtMost(tenant, EVENTS / 3);
    try (AutoCloseable end = receive(receiver)) {
      publish(events);
      awaitSettled(tenant, EVENTS / 3);
    }
    receiver.takeAtMost(tenant, Integer.MAX_VALUE);

    try (AutoCloseable end = receive(receiver)) {
      awaitDistinct(events);
    }
    assertThat(receiver.settled(tenant).stream().distinct()).containsExactlyElementsOf(events);
  }

  @Test
  void whatIsNotSettledIsOfferedAgainInItsOrder() throws Exception {
    List<OutboxEvent> events = SampleEvents.events(tenant, 1, 10);
    receiver.takeOneAtATime();
    try (AutoCloseable end = receive(receiver)) {
      publish(events);

      awaitDistinct(events);
    }
    assertThat(receiver.settled(tenant).stream().distinct()).containsExactlyElementsOf(events);
  }

  @Test
  void aTenantThatWaitsDelaysNoOther() throws Exception {
    TenantId other = SampleEvents.freshTenant();
    receiver.takeAtMost(tenant, 0);
    try (AutoCloseable end = receive(receiver)) {
      publish(SampleEvents.events(tenant, 1, 3));
      receiver.awaitOffer(tenant, patience());
      publisher().publish(other, SampleEvents.events(other, 1, 5));

      awaitSettled(other, 5);
      assertThat(receiver.settled(tenant)).isEmpty();
    }
  }

  @Test
  void aTenantWhoseReplayHangsDelaysNoOther() throws Exception {
    TenantId other = SampleEvents.freshTenant();
    receiver.hang(tenant);
    try (AutoCloseable end = receive(receiver)) {
      publish(SampleEvents.events(tenant, 1, 3));
      receiver.awaitOffer(tenant, patience());
      publisher().publish(other, SampleEvents.events(other, 1, 5));

      awaitSettled(other, 5);
      receiver.goOn();
      awaitSettled(tenant, 3);
    }
  }

  private void publish(List<OutboxEvent> events) {
    assertThat(publisher().publish(tenant, events)).isEqualTo(new Published.All(events.size()));
  }

  private void awaitSettled(TenantId of, int events) {
    receiver.await(
        () -> receiver.settled(of).size() >= events, events + " are replayed", patience());
  }

  private void awaitDistinct(List<OutboxEvent> events) {
    receiver.await(
        () -> Set.copyOf(receiver.settled(tenant)).containsAll(events),
        "all are replayed",
        patience());
  }

  /** Replays as a test tells it, and remembers. */
  private static final class Receiver implements EventReplay {

    private final Map<TenantId, List<OutboxEvent>> settled = new ConcurrentHashMap<>();
    private final Map<TenantId, Integer> limits = new ConcurrentHashMap<>();
    private final Set<TenantId> offered = ConcurrentHashMap.newKeySet();
    private volatile @Nullable TenantId hanging;
    private volatile boolean oneAtATime;

    @Override
    public ReplayProgress replay(TenantId tenant, List<OutboxEvent> events) {
      offered.add(tenant);
      while (tenant.equals(hanging)) {
        LockSupport.parkNanos(PAUSE.toNanos());
      }
      List<OutboxEvent> before = settled(tenant);
      int room = limits.getOrDefault(tenant, Integer.MAX_VALUE) - before.size();
      int taken = Math.max(0, Math.min(events.size(), oneAtATime ? Math.min(1, room) : room));
      settled
          .computeIfAbsent(tenant, unused -> new CopyOnWriteArrayList<>())
          .addAll(events.subList(0, taken));
      return new ReplayProgress(taken, taken == events.size() ? Duration.ZERO : PAUSE);
    }

    List<OutboxEvent> settled(TenantId tenant) {
      return new ArrayList<>(settled.getOrDefault(tenant, List.of()));
    }

    void takeAtMost(TenantId tenant, int events) {
      limits.put(tenant, events);
    }

    void takeOneAtATime() {
      oneAtATime = true;
    }

    void hang(TenantId tenant) {
      hanging = tenant;
    }

    void goOn() {
      hanging = null;
    }

    void awaitOffer(TenantId tenant, Duration patience) {
      await(() -> offered.contains(tenant), "the first is offered", patience);
    }

    void await(BooleanSupplier done, String what, Duration patience) {
      long end = System.nanoTime() + patience.toNanos();
      while (!done.getAsBoolean()) {
        if (System.nanoTime() > end) {
          throw new AssertionError("after " + patience + " it is not so that " + what);
        }
        LockSupport.parkNanos(PAUSE.toNanos());
      }
    }
  }
}
