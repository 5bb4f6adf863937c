package io.soma.memory.supervision;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/** What is owed to an Error that is caught so that something may go on. */
public final class CaughtErrors {

  private CaughtErrors() {}

  /**
   * Hands a lack of memory to the JVM's default handler of uncaught exceptions, if it has one, as
   * if nobody had caught it: whoever owns the process decides whether it ends. Anything else is
   * left to whoever caught it. Throws nothing.
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
      // The owner's own failure; there is nobody left to tell.
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
