package io.soma.memory.kafka.consume;

import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.domain.tenant.TenantId;
import io.soma.memory.kafka.connection.TenantTroubles;
import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driving.EventReplay;
import io.soma.memory.ports.driving.ReplayProgress;
import io.soma.memory.supervision.CaughtErrors;
import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * The tenants that have events in memory, each replayed apart from the others, in order and never
 * twice at a time; for the poll thread.
 */
final class TenantLanes {

  private static final Logger LOG = Logs.of(TenantLanes.class);

  // Small, as a partition that is taken away waits for the end of a chunk.
  private static final int CHUNK = 50;
  private static final ReplayProgress FAILED = new ReplayProgress(0, Duration.ofSeconds(1));

  private final EventReplay replay;
  private final Executor executor;
  private final MonotonicClock clock;
  private final Mailbox mailbox;
  private final TenantTroubles troubles = new TenantTroubles(LOG);
  private final Map<TenantId, TenantLane> lanes = new HashMap<>();

  TenantLanes(EventReplay replay, Executor executor, MonotonicClock clock, Mailbox mailbox) {
    this.replay = replay;
    this.executor = executor;
    this.clock = clock;
    this.mailbox = mailbox;
  }

  void add(Held held) {
    lanes.computeIfAbsent(held.event().tenant(), unused -> new TenantLane()).add(held);
  }

  /** Starts the replays that may start, and forgets tenants without events. */
  void startDue() {
    lanes.entrySet().removeIf(lane -> isOver(lane.getKey(), lane.getValue()));
    lanes.forEach(this::startDue);
  }

  /** Ends a tenant's pause, if it has one. */
  void probe(TenantId tenant) {
    TenantLane lane = lanes.get(tenant);
    if (lane != null) {
      lane.probe();
    }
  }

  void dropStopped() {
    lanes.values().forEach(TenantLane::dropStopped);
  }

  boolean isAnyRunning() {
    return lanes.values().stream().anyMatch(TenantLane::isRunning);
  }

  boolean isAnyRunningStopped() {
    return lanes.values().stream().anyMatch(TenantLane::isRunningStopped);
  }

  private boolean isOver(TenantId tenant, TenantLane lane) {
    if (lane.isEmpty()) {
      // All is settled, or its partition went to another instance in the middle of a trouble.
      troubles.forget(tenant);
    }
    return lane.isEmpty();
  }

  private void startDue(TenantId tenant, TenantLane lane) {
    List<Held> chunk = lane.start(CHUNK, clock.nanos());
    if (chunk.isEmpty()) {
      return;
    }
    List<OutboxEvent> events = chunk.stream().map(Held::event).toList();
    try {
      executor.execute(() -> replay(tenant, lane, events));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // Java says so too where the system gives it no more threads.
      lane.ended(FAILED, clock.nanos());
      if (troubles.begin(tenant)) {
        LOG.atWarn()
            .addKeyValue("tenant", tenant)
            .log("no thread to replay on, will try again: {}", e.toString());
      }
    }
  }

  // The one method here that runs on a thread of the executor.
  private void replay(TenantId tenant, TenantLane lane, List<OutboxEvent> events) {
    ReplayProgress progress = FAILED;
    try {
      progress = Objects.requireNonNull(replay.replay(tenant, events), "progress");
      troubles.over(tenant, "the replay goes on");
    } catch (RuntimeException e) {
      if (troubles.begin(tenant)) {
        sayThatItFailed(LOG.atWarn(), tenant, events.get(0), e);
      }
      LOG.debug("the replay of tenant {} failed", tenant, e);
    } catch (Error e) {
      // Such as a missing class: the tenant stands still and is tried again, with a log line.
      if (troubles.begin(tenant)) {
        sayThatItFailed(LOG.atError().setCause(e), tenant, events.get(0), e);
      }
      CaughtErrors.handOn(e);
    } finally {
      ReplayProgress end = progress;
      mailbox.post(() -> lane.ended(end, clock.nanos()));
    }
  }

  private static void sayThatItFailed(
      LoggingEventBuilder line, TenantId tenant, OutboxEvent first, Throwable e) {
    line.addKeyValue("tenant", tenant)
        .addKeyValue("event", first.id())
        .log("the replay stands still at this event, will try again: {}", e.toString());
  }
}
