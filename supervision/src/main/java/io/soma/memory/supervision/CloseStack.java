package io.soma.memory.supervision;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The objects to close, the last first. One that is added after the end is closed at once, so that
 * a signal and a start under way cannot miss each other. Safe for many threads.
 */
public final class CloseStack implements AutoCloseable {

  private static final Logger LOG = Logs.of(CloseStack.class);

  private final Object closing = new Object();
  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private boolean over;

  /**
   * Takes charge of closing a resource, and returns it.
   *
   * @throws IllegalStateException if everything was closed before; the resource is closed too
   */
  public <T extends AutoCloseable> T with(T resource) {
    boolean late;
    synchronized (open) {
      late = over;
      if (!late) {
        open.push(resource);
      }
    }
    if (late) {
      quietly(resource);
      throw new IllegalStateException("stopped while starting");
    }
    return resource;
  }

  /** Closes everything; callers after the first wait until that is done. */
  @Override
  public void close() {
    synchronized (closing) {
      for (AutoCloseable next = next(); next != null; next = next()) {
        quietly(next);
      }
    }
  }

  private @Nullable AutoCloseable next() {
    synchronized (open) {
      over = true;
      return open.poll();
    }
  }

  // One that fails to close must not keep the others open.
  private static void quietly(AutoCloseable resource) {
    try {
      resource.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception | Error e) {
      LOG.warn("closing {} failed", resource.getClass().getSimpleName(), e);
    }
  }
}
