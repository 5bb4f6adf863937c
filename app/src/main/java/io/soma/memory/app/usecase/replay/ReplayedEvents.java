package io.soma.memory.app.usecase.replay;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OrderingKey;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.ports.driven.DueEvents;
import io.soma.memory.ports.driving.ReplayProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** How far one replay has come; for its thread. */
final class ReplayedEvents {

  private final DueEvents answer;
  private final List<OutboxEvent> applied = new ArrayList<>();
  private final Set<OrderingKey> appliedAddresses = new HashSet<>();
  private final List<EventId> skipped = new ArrayList<>();
  private final List<EventId> early = new ArrayList<>();
  private int settled;
  private int settledBeforeApplied;
  private boolean stopped;
  private Duration pause = Duration.ZERO;

  /** Has come nowhere yet, with the events that the outbox said are due. */
  ReplayedEvents(DueEvents answer) {
    this.answer = answer;
  }

  /** The mark of an event's last replay by an operator. */
  String replayOf(OutboxEvent event) {
    return answer.replayOf(event.id());
  }

  void apply(OutboxEvent event) {
    if (applied.isEmpty()) {
      settledBeforeApplied = settled;
    }
    applied.add(event);
    appliedAddresses.add(event.delivery().orderingKey());
    settled++;
  }

  void skip(OutboxEvent event, boolean isEarly) {
    skipped.add(event.id());
    if (isEarly) {
      early.add(event.id());
    }
    settled++;
  }

  void fail() {
    settled++;
  }

  /** The rest must wait for so long; zero means only that the outbox must be queried again. */
  void stop(Duration newPause) {
    stopped = true;
    pause = newPause;
  }

  boolean isStopped() {
    return stopped;
  }

  boolean isAnySettled() {
    return settled > 0;
  }

  /** Whether an event of the same address is among those that {@link #takeApplied} would give. */
  boolean hasAppliedAtAddressOf(OutboxEvent event) {
    return appliedAddresses.contains(event.delivery().orderingKey());
  }

  /** Whether {@link #takeApplied} would give any. */
  boolean hasApplied() {
    return !applied.isEmpty();
  }

  /** What was taken last cannot be confirmed, so that it comes again, and the rest too. */
  void giveUpApplied(Duration newPause) {
    settled = Math.min(settled, settledBeforeApplied);
    stop(newPause);
  }

  /** The events applied since the last call. */
  List<OutboxEvent> takeApplied() {
    List<OutboxEvent> taken = List.copyOf(applied);
    applied.clear();
    appliedAddresses.clear();
    return taken;
  }

  List<EventId> skipped() {
    return skipped;
  }

  /** The skipped ones that were not due yet. */
  List<EventId> early() {
    return early;
  }

  ReplayProgress result() {
    return new ReplayProgress(settled, pause);
  }
}
