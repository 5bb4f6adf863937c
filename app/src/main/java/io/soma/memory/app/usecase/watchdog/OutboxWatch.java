package io.soma.memory.app.usecase.watchdog;

import io.soma.memory.ports.driven.MonotonicClock;
import io.soma.memory.ports.driven.Outbox;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether the outbox takes writes, as was seen at the last look and by the last write: where a disk
 * is full, a look alone sees nothing. Safe for many threads.
 */
@Singleton
public final class OutboxWatch {

  /** An older observation does not count: the poll after it hangs. */
  static final Duration FRESH = Duration.ofSeconds(3);

  /** How long a write that failed counts, unless another one passes. */
  static final Duration AFTER_A_FAILURE = Duration.ofSeconds(15);

  private final Outbox outbox;
  private final MonotonicClock clock;
  private volatile View view;

  /** When a write failed after which none has passed; null where there is none. */
  private volatile @Nullable Long failedAt;

  @Inject
  public OutboxWatch(Outbox outbox, MonotonicClock clock) {
    this.outbox = outbox;
    this.clock = clock;
    this.view = new View(false, clock.nanos());
  }

  /** Whether it took writes within the last seconds; makes no call. */
  public boolean takesWrites() {
    View seen = view;
    long now = clock.nanos();
    Long failed = failedAt;
    return seen.takesWrites
        && now - seen.at <= FRESH.toNanos()
        && (failed == null || now - failed > AFTER_A_FAILURE.toNanos());
  }

  /** Notes that the outbox took a write. */
  public void took() {
    if (failedAt != null) {
      failedAt = null;
    }
  }

  /** Notes that the outbox could not take a write. */
  public void failed() {
    failedAt = clock.nanos();
  }

  /** Looks. Each user of the outbox meets its failure itself, and reports it. */
  public void look() {
    long begun = clock.nanos();
    boolean takes = false;
    try {
      takes = outbox.takesWrites();
    } catch (OutboxUnavailableException e) {
      takes = false;
    }
    view = new View(takes, begun);
    if (!takes) {
      // A trouble that looks see is over when they see that.
      failedAt = null;
    }
  }

  private record View(boolean takesWrites, long at) {}
}
