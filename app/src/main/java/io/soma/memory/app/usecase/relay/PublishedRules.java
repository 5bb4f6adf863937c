package io.soma.memory.app.usecase.relay;

import io.soma.memory.ports.driven.Published;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a transport may return, as it may be anybody's. A wrong result is named for the author; none
 * of its events counts as taken, and all are offered again.
 */
final class PublishedRules {

  private static final Duration AFTER_FEWER = Duration.ofSeconds(1);

  private PublishedRules() {}

  /**
   * The result of a call, if it can be true.
   *
   * @param offered how many events the call was offered
   */
  static Published check(@Nullable Published published, int offered) {
    if (published == null) {
      throw wrong("null", offered);
    }
    int taken = published.acknowledged();
    int most = published instanceof Published.Refused ? offered - 1 : offered;
    if (taken < 0 || taken > most) {
      throw wrong(published.toString(), offered);
    }
    boolean isAll = published instanceof Published.All;
    return isAll && taken < offered
        ? new Published.Interrupted(
            taken,
            "it took " + taken + " of " + offered + " events and gave no reason",
            AFTER_FEWER)
        : published;
  }

  private static IllegalStateException wrong(String result, int offered) {
    return new IllegalStateException(
        "the transport's publish() was offered " + offered + " events and returned " + result);
  }
}
