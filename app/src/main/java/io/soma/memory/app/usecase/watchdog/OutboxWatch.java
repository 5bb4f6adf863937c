package io.soma.memory.app.usecase.watchdog;

import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Whether the outbox takes writes, as was seen at the last look. Safe for many threads. */
@Singleton
public final class OutboxWatch {

  /** What was seen longer ago counts for nothing: the look after it hangs. */
  static final Duration FRESH = Duration.ofSeconds(3);

  private final Outbox outbox;
  private final MonotonicClock clock;
  private volatile View view;

  @Inject
  public OutboxWatch(Outbox outbox, MonotonicClock clock) {
    this.outbox = outbox;
    this.clock = clock;
    this.view = new View(false, clock.nanos());
  }

  /** Whether it took writes within the last seconds; asks nobody. */
  public boolean takesWrites() {
    View seen = view;
    return seen.takesWrites && clock.nanos() - seen.at <= FRESH.toNanos();
  }

  /** Looks. Whoever needs the outbox finds out by himself what is wrong with it, and says so. */
  public void look() {
    long begun = clock.nanos();
    try {
      view = new View(outbox.takesWrites(), begun);
    } catch (OutboxUnavailableException e) {
      view = new View(false, begun);
    }
  }

  private record View(boolean takesWrites, long at) {}
}
