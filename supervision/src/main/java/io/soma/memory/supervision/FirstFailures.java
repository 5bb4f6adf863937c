package io.soma.memory.supervision;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/** Logs the first failure of each kind of a thing that is done without. Safe for many threads. */
final class FirstFailures {

  private final Logger log;
  private final String subject;
  private final Set<String> failed = ConcurrentHashMap.newKeySet();

  /** Failures of this subject. */
  FirstFailures(Logger log, String subject) {
    this.log = log;
    this.subject = subject;
  }

  /** Takes a failure of any kind. Throws nothing. */
  void lost(String what, Throwable failure) {
    try {
      if (failed.add(what)) {
        log.error("{} fails, and goes without: {} (logged once)", subject, what, failure);
      }
    } catch (Throwable e) {
      CaughtErrors.handOn(e);
    }
    CaughtErrors.handOn(failure);
  }
}
