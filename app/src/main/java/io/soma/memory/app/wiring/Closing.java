package io.soma.memory.app.wiring;

import io.soma.memory.supervision.Logs;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;

/**
 * Closes the opened parts, the last opened first. A part that was never requested was never opened,
 * so it is not closed; an adapter that a test replaced is not touched. Safe for many threads.
 */
@Singleton
public final class Closing implements AutoCloseable {

  private static final Logger LOG = Logs.of(Closing.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  @Inject
  public Closing() {}

  /** Registers a part to be closed at the end. */
  public synchronized <T extends AutoCloseable> T later(T resource) {
    opened.push(resource);
    return resource;
  }

  @Override
  public synchronized void close() {
    while (!opened.isEmpty()) {
      AutoCloseable resource = opened.pop();
      try {
        resource.close();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (Exception | Error e) {
        LOG.warn("closing {} failed", resource.getClass().getSimpleName(), e);
      }
    }
  }
}
