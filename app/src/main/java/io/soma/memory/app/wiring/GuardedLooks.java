package io.soma.memory.app.wiring;

import io.soma.memory.domain.retry.FailureStreaks;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs what is run again and again, and lets no exception out, as that would be the last time. The
 * log has a line where something begins to fail and one where it works again. Safe for many
 * threads.
 */
final class GuardedLooks {

  private static final Logger LOG = LoggerFactory.getLogger(GuardedLooks.class);

  private final FailureStreaks<String> failing = new FailureStreaks<>();

  /**
   * Runs it once.
   *
   * @param what it does, behind "could not"
   */
  void run(String what, Runnable look) {
    try {
      look.run();
      int times = failing.ended(what);
      if (times > 0) {
        LOG.atInfo().addKeyValue("failures", times).log("can {} again", what);
      }
    } catch (RuntimeException e) {
      if (failing.begins(what)) {
        LOG.warn("could not {}, trying again: {}", what, e.getMessage());
      }
      LOG.debug("could not {}", what, e);
    }
  }
}
