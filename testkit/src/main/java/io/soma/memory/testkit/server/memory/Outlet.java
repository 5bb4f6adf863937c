package io.soma.memory.testkit.server.memory;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The service's port, over all the times when it is up or down. Thread safe. */
final class Outlet {
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
      reserved = new ReservedPort(Listener.address(port));
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
      Listener next = new Listener(port, handler);
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

  private void release() throws IOException {
    if (reserved != null) {
      reserved.close();
      reserved = null;
    }
  }
}
