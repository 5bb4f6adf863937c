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
final class TenantQueues {

  private static final Logger LOG = Logs.of(TenantQueues.class);

  // Small, as a partition that is taken away waits for the end of a chunk.
  private static final int CHUNK = 50;
  private static final ReplayProgress FAILED = new ReplayProgress(0, Duration.ofSeconds(1));

  private final EventReplay replay;
  private final Executor executor;
  private final MonotonicClock clock;
  private final EventLoopQueue eventLoop;
  private final TenantTroubles troubles = new TenantTroubles(LOG);
  private final Map<TenantId, TenantQueue> queues = new HashMap<>();

  TenantQueues(
      EventReplay replay, Executor executor, MonotonicClock clock, EventLoopQueue eventLoop) {
    this.replay = replay;
    this.executor = executor;
    this.clock = clock;
    this.eventLoop = eventLoop;
  }

  void add(BufferedEvent held) {
    queues.computeIfAbsent(held.event().tenant(), unused -> new TenantQueue()).add(held);
  }

  /** Starts the replays that may start, and forgets tenants without events. */
  void startDue() {
    queues.entrySet().removeIf(queue -> isOver(queue.getKey(), queue.getValue()));
    queues.forEach(this::startDue);
  }

  /** Ends a tenant's pause, if it has one. */
  void probe(TenantId tenant) {
    TenantQueue queue = queues.get(tenant);
    if (queue != null) {
      queue.probe();
    }
  }

  void dropStopped() {
    queues.values().forEach(TenantQueue::dropStopped);
  }

  boolean isAnyRunning() {
    return queues.values().stream().anyMatch(TenantQueue::isRunning);
  }

  boolean isAnyRunningStopped() {
    return queues.values().stream().anyMatch(TenantQueue::isRunningStopped);
  }

  private boolean isOver(TenantId tenant, TenantQueue queue) {
    if (queue.isEmpty()) {
      // All is settled, or its partition went to another instance in the middle of a trouble.
      troubles.forget(tenant);
    }
    return queue.isEmpty();
  }

  private void startDue(TenantId tenant, TenantQueue queue) {
    List<BufferedEvent> chunk = queue.start(CHUNK, clock.nanos());
    if (chunk.isEmpty()) {
      return;
    }
    List<OutboxEvent> events = chunk.stream().map(BufferedEvent::event).toList();
    try {
      executor.execute(() -> replay(tenant, queue, events));
    } catch (RejectedExecutionException | OutOfMemoryError e) {
      // Java says so too where the system gives it no more threads.
      queue.ended(FAILED, clock.nanos());
      if (troubles.begin(tenant)) {
        LOG.atWarn()
            .addKeyValue("tenant", tenant)
            .log("no thread to replay on, will try again: {}", e.toString());
      }
    }
  }

  // The one method here that runs on a thread of the executor.
  private void replay(TenantId tenant, TenantQueue queue, List<OutboxEvent> events) {
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
      eventLoop.post(() -> queue.ended(end, clock.nanos()));
    }
  }

  private static void sayThatItFailed(
      LoggingEventBuilder line, TenantId tenant, OutboxEvent first, Throwable e) {
    line.addKeyValue("tenant", tenant)
        .addKeyValue("event", first.id())
        .log("the replay stands still at this event, will try again: {}", e.toString());
  }
}
