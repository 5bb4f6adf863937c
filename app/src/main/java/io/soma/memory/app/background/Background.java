package io.soma.memory.app.background;

/** Work that goes on while the application runs, such as a consumer's loop. */
public interface Background {

  /** Begins, and returns at once. */
  void start();

  /** Ends: lets running turns finish, and returns when nothing runs any more. */
  void stop();
}
