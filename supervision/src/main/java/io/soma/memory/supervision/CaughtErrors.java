package io.soma.memory.supervision;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/** Handles an Error that is caught so that a loop or a call can go on. */
public final class CaughtErrors {

  private CaughtErrors() {}

  /**
   * Hands a lack of memory to the JVM's default handler of uncaught exceptions, if it has one, as
   * if it had not been caught: the owner of the process decides whether it ends. The catcher
   * handles everything else. Throws nothing.
   */
  public static void handOn(Throwable caught) {
    if (!isLackOfMemory(caught)) {
      return;
    }
    try {
      @Nullable UncaughtExceptionHandler owner = Thread.getDefaultUncaughtExceptionHandler();
      if (owner != null) {
        owner.uncaughtException(Thread.currentThread(), caught);
      }
    } catch (Throwable e) {
      // The handler itself failed; there is no other place to report it.
      return;
    }
  }

  /**
   * Whether no more memory is to be had. That the system gives no more threads is an {@link
   * OutOfMemoryError} too, which passes by itself.
   */
  public static boolean isLackOfMemory(Throwable caught) {
    return caught instanceof OutOfMemoryError
        && !String.valueOf(caught.getMessage()).contains("native thread");
  }
}
