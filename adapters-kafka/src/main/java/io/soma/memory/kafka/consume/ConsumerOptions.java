package io.soma.memory.kafka.consume;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Settings of a replay consumer that come from the embedding program.
 *
 * @param callTimeout how long a replay waits for the memory service at most; a partition that is
 *     given back waits so long, and a little more, for the replay that still runs
 * @param oldestUnconfirmed when the oldest event was created that is not confirmed yet, or the
 *     present time where there is none. A group that has no offset in a partition begins an hour
 *     before that. Asked on a thread of the replays' executor; it may block, and throw: it is then
 *     asked again
 */
public record ConsumerOptions(Duration callTimeout, Supplier<Instant> oldestUnconfirmed) {

  // The examination of a failed call takes 2 s at most; the rest is a margin for a slow process.
  private static final Duration MARGIN = Duration.ofSeconds(4);

  public ConsumerOptions {
    if (callTimeout.isNegative() || callTimeout.isZero()) {
      throw new IllegalArgumentException("a call takes some time, not " + callTimeout);
    }
  }

  /** How long the replays of a partition that is given back are waited for. */
  Duration longestReplay() {
    return callTimeout.plus(MARGIN);
  }
}
