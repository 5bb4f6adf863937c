package io.soma.memory.gateway.server;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads the rest of a refused body before the answer: a connection that is closed with unread bytes
 * is reset, and the client would see the reset instead of the reason. Bounded, and no thread waits.
 */
final class DiscardedBody implements Runnable {

  private static final long MAX_BYTES = 16L << 20;

  private final Request request;
  private final Runnable then;
  private long discarded;

  private DiscardedBody(Request request, Runnable then) {
    this.request = request;
    this.then = then;
  }

  /** Discards the rest of the body, and then continues. */
  static void of(Request request, Runnable then) {
    // A client that asks first whether to send has sent nothing, and would be told to send.
    boolean nothing =
        request.getLength() == 0
            || request.getLength() > MAX_BYTES
            || request.getHeaders().contains(HttpHeader.EXPECT);
    if (nothing) {
      then.run();
    } else {
      new DiscardedBody(request, then).run();
    }
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      discarded += chunk.remaining();
      boolean over = chunk.isLast() || Content.Chunk.isFailure(chunk) || discarded > MAX_BYTES;
      chunk.release();
      if (over) {
        then.run();
        return;
      }
    }
  }
}
