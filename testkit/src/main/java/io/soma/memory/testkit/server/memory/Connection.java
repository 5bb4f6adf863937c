package io.soma.memory.testkit.server.memory;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Serves one connection's requests on a thread of its own until either side ends it. */
final class Connection implements Runnable {
  private final Wire wire;
  private final Listener.Handler handler;

  Connection(Wire wire, Listener.Handler handler) {
    this.wire = wire;
    this.handler = handler;
  }

  @Override
  public void run() {
    try (wire) {
      serve();
    } catch (IOException e) {
      // The peer has gone, or this connection was reset: the rest of the answer cannot be sent.
    }
  }

  private void serve() throws IOException {
    RequestReader reader = new RequestReader(wire);
    try {
      boolean lasts = true;
      while (lasts) {
        @Nullable Request request = reader.next();
        lasts = request != null && handler.handle(request, wire);
      }
    } catch (MalformedRequest malformed) {
      wire.sendLast(malformed.answer().bytes(true));
    }
  }
}
