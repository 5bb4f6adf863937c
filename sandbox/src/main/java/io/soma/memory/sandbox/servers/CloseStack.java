package io.soma.memory.sandbox.servers;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is open, closed the last first. What comes after the stack was closed is closed at once, so
 * that a shutdown hook and a start under way cannot miss each other. Safe for many threads.
 */
public final class CloseStack implements AutoCloseable {

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean closed;

  /** Takes charge of closing a resource. */
  public <T extends AutoCloseable> T push(T resource) {
    boolean late;
    synchronized (this) {
      late = closed;
      if (!late) {
        open.push(resource);
      }
    }
    if (late) {
      quietly(resource);
      throw new IllegalStateException("closed while starting");
    }
    return resource;
  }

  /** Closes everything; callers after the first wait until that is done. */
  @Override
  public synchronized void close() {
    closed = true;
    while (!open.isEmpty()) {
      quietly(open.pop());
    }
  }

  // One that fails to close must not keep the others open.
  private static void quietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      System.err.println("closing " + resource.getClass().getSimpleName() + " failed: " + e);
    }
  }
}
