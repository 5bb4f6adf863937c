package io.soma.memory.testkit.server.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The service's port, over all the times when it is up or down. Thread safe. */
final class Outlet {
  private static final int MOST_ATTEMPTS = 100;
  private static final long BETWEEN_ATTEMPTS_NANOS = 100_000_000;

  private final Listener.Handler handler;
  private final int port;
  private @Nullable Listener listener;
  private @Nullable ReservedPort reserved;
  private boolean closed;

  Outlet(Listener.Handler handler) {
    this.handler = handler;
    try {
      Listener first = new Listener(0, handler);
      first.start();
      listener = first;
      port = first.port();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  synchronized void goDown() {
    if (listener == null) {
      return;
    }
    try {
      listener.shut();
      listener = null;
      reserved = whenFree(() -> new ReservedPort(Listener.address(port)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void comeBack() {
    if (closed) {
      throw new IllegalStateException("The service is closed");
    }
    if (listener != null) {
      return;
    }
    try {
      release();
      Listener next = whenFree(() -> new Listener(port, handler));
      next.start();
      listener = next;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  synchronized void close() {
    closed = true;
    try {
      if (listener != null) {
        listener.shut();
        listener = null;
      }
      release();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Opening<T> {
    T open() throws IOException;
  }

  // Between two holders, another program may get the port for its end of a short connection.
  private static <T> T whenFree(Opening<T> opening) throws IOException {
    for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
      try {
        return opening.open();
      } catch (BindException e) {
        LockSupport.parkNanos(BETWEEN_ATTEMPTS_NANOS);
      }
    }
    return opening.open();
  }

  private void release() throws IOException {
    if (reserved != null) {
      reserved.close();
      reserved = null;
    }
  }
}
