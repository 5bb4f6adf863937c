package io.soma.memory.supervision;

/**
 * Starts the threads of background loops. Every loop's thread comes from it, so that a simulation
 * can decide when it runs. Safe for many threads.
 */
@FunctionalInterface
public interface LoopThreads {

  /** Real daemon threads; their names show their purpose in a thread dump. */
  LoopThreads REAL =
      (name, task) -> {
        Thread thread = SupervisedThreads.named(name, task);
        thread.start();
        return thread;
      };

  /** A thread that is started, and runs this task. */
  Thread start(String name, Runnable task);
}
