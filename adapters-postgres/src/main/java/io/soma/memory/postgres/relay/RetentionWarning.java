package io.soma.memory.postgres.relay;

import io.soma.memory.supervision.Logs;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Warns that another instance keeps confirmed events for another time. Each one purges by its own,
 * so that the shortest holds for the rows of all, and ends the keys that callers named. Once for
 * each time that is seen; for one thread.
 */
public final class RetentionWarning {

  private static final Logger LOG = Logs.of(RetentionWarning.class);

  private final Duration own;
  private @Nullable Duration told;

  public RetentionWarning(Duration own) {
    this.own = own;
  }

  /**
   * Notes what was seen.
   *
   * @param other the retention of another instance; null if all have the same
   */
  public void note(@Nullable Duration other) {
    if (other != null && !Objects.equals(other, told)) {
      LOG.warn(
          "another process keeps confirmed events for {}, and this one for {}: the shorter time"
              + " holds for all events, and for the keys that callers named; set"
              + " SOMABRAIN_OUTBOX_RETENTION to the same everywhere",
          other,
          own);
    }
    told = other;
  }
}
