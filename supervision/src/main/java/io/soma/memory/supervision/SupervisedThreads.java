package io.soma.memory.supervision;

import java.util.Locale;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;

/** The one place that makes threads. Their names show their purpose in a thread dump. */
final class SupervisedThreads {

  private static final Logger LOG = Logs.of(SupervisedThreads.class);

  private SupervisedThreads() {}

  /** One that is not started, and never keeps the process alive. */
  static Thread named(String name, Runnable task) {
    Thread thread = new Thread(task, "soma-" + name.replace(' ', '-').toLowerCase(Locale.ROOT));
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler(SupervisedThreads::ended);
    return thread;
  }

  /** Numbered ones, for a pool. */
  static ThreadFactory numbered(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> named(name + "-" + count.incrementAndGet(), task);
  }

  private static void ended(Thread thread, Throwable failure) {
    LOG.error("thread {} ended; another takes its place", thread.getName(), failure);
    CaughtErrors.handOn(failure);
  }
}
