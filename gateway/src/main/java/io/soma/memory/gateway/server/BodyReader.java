package io.soma.memory.gateway.server;

import io.soma.memory.domain.SomaMemoryException;
import io.soma.memory.gateway.json.JsonScan;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;

/**
 * Reads a body of JSON as it comes, up to a limit, and checks it on the way: a bad body is refused
 * at its first wrong byte, before a tree is built. Room is taken for the bytes that have arrived
 * and for their tree, not for the announced length. No thread waits.
 */
final class BodyReader implements Runnable {

  /** The bytes themselves, their copy while the buffer grows, and the tree. */
  private static final int HEAP_BYTES_OF_A_BYTE = 4;

  private final Content.Source source;
  private final int maxBytes;
  private final BodyRoom room;
  private final JsonScan scan = new JsonScan();
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();
  private final CompletableFuture<byte[]> body = new CompletableFuture<>();
  private long taken;

  private BodyReader(Content.Source source, int maxBytes, BodyRoom room) {
    this.source = source;
    this.maxBytes = maxBytes;
    this.room = room;
  }

  /**
   * The whole body, or {@link RefusedRequestException}, or what {@link JsonScan} says is wrong; it
   * may be empty.
   */
  static CompletableFuture<byte[]> read(Content.Source source, int maxBytes, BodyRoom room) {
    BodyReader reader = new BodyReader(source, maxBytes, room);
    reader.run();
    return reader.body;
  }

  static RefusedRequestException tooLarge(int maxBytes) {
    return new RefusedRequestException(413, "body: over " + maxBytes + " bytes");
  }

  @Override
  public void run() {
    while (!body.isDone()) {
      Content.Chunk chunk = source.read();
      if (chunk == null) {
        source.demand(this);
        return;
      }
      try {
        take(chunk);
      } catch (SomaMemoryException e) {
        body.completeExceptionally(e);
      } finally {
        chunk.release();
      }
    }
  }

  private void take(Content.Chunk chunk) {
    if (Content.Chunk.isFailure(chunk)) {
      throw new RefusedRequestException(400, "body: it did not arrive whole");
    }
    if (chunk.remaining() > maxBytes - read.size()) {
      throw tooLarge(maxBytes);
    }
    take(chunk.getByteBuffer());
    if (chunk.isLast()) {
      scan.end();
      takeRoom();
      body.complete(read.toByteArray());
    }
  }

  private void take(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    read.writeBytes(bytes);
    takeRoom();
    scan.feed(bytes);
    takeRoom();
  }

  private void takeRoom() {
    long needed = (long) HEAP_BYTES_OF_A_BYTE * read.size() + scan.heapBytes();
    if (needed > taken) {
      room.take(needed - taken);
      taken = needed;
    }
  }
}
