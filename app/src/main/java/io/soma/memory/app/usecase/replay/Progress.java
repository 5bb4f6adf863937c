package io.soma.memory.app.usecase.replay;

import io.soma.memory.domain.outbox.EventId;
import io.soma.memory.domain.outbox.OutboxEvent;
import io.soma.memory.ports.driving.ReplayProgress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How far one replay has come; for its thread. */
final class Progress {

  private final List<EventId> applied = new ArrayList<>();
  private final List<EventId> skipped = new ArrayList<>();
  private final List<EventId> early = new ArrayList<>();
  private int settled;
  private boolean stopped;
  private Duration pause = Duration.ZERO;

  void apply(OutboxEvent event) {
    applied.add(event.id());
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

  /** The rest must wait for so long; for no time, it only has to be asked about anew. */
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

  /** What was applied since this was asked last. */
  List<EventId> takeApplied() {
    List<EventId> taken = List.copyOf(applied);
    applied.clear();
    return taken;
  }

  List<EventId> skipped() {
    return skipped;
  }

  /** Those of the skipped ones whose turn has not come. */
  List<EventId> early() {
    return early;
  }

  ReplayProgress result() {
    return new ReplayProgress(settled, pause);
  }
}
