package io.soma.memory.gateway.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;

/** Reads a body as it comes, up to a limit; no thread waits for it. */
final class BodyReader implements Runnable {

  private final Content.Source source;
  private final int maxBytes;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();

  private BodyReader(Content.Source source, int maxBytes) {
    this.source = source;
    this.maxBytes = maxBytes;
  }

  /** The whole body, or {@link RefusedRequestException}. */
  static CompletableFuture<byte[]> read(Content.Source source, int maxBytes) {
    BodyReader reader = new BodyReader(source, maxBytes);
    reader.run();
    return reader.body;
  }

  static RefusedRequestException tooLarge(int maxBytes) {
    return new RefusedRequestException(413, "body: over " + maxBytes + " bytes");
  }

  @Override
  public void run() {
    while (true) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(this);
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        body.completeExceptionally(
            new RefusedRequestException(400, "body: it did not arrive whole"));
        return;
      }
      boolean last = chunk.isLast();
      take(chunk.getByteBuffer());
      chunk.release();
      if (read.size() > maxBytes) {
        body.completeExceptionally(tooLarge(maxBytes));
        return;
      }
      if (last) {
        body.complete(read.toByteArray());
        return;
      }
    }
  }

  private void take(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    read.writeBytes(bytes);
  }
}
