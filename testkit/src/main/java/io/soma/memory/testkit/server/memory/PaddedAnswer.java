package io.soma.memory.testkit.server.memory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** A true JSON answer behind a field of padding, written without ever being whole in memory. */
final class PaddedAnswer {
  private static final byte[] OPENING = "{\"padding\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] CLOSING = "\",".getBytes(StandardCharsets.US_ASCII);
  private static final int PIECE = 64 * 1024;

  private final ScriptedAnswer truth;
  private final long padding;

  PaddedAnswer(ScriptedAnswer truth, long padding) {
    this.truth = truth;
    this.padding = padding;
  }

  void sendPlain(Wire wire) throws IOException {
    wire.send(truth.head(OPENING.length + padding + CLOSING.length + truth.body().length - 1L));
    write(wire::send);
  }

  void sendCompressed(Wire wire) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed, PIECE)) {
      write(gzip::write);
    }
    ScriptedAnswer answer =
        new ScriptedAnswer(
            truth.status(), truth.contentType(), truth.extra(), packed.toByteArray());
    wire.send(answer.withHeader("Content-Encoding", "gzip").bytes(true));
  }

  private interface Sink {
    void write(byte[] bytes, int from, int count) throws IOException;
  }

  private void write(Sink sink) throws IOException {
    sink.write(OPENING, 0, OPENING.length);
    byte[] piece = new byte[PIECE];
    Arrays.fill(piece, (byte) 'x');
    for (long left = padding; left > 0; left -= PIECE) {
      sink.write(piece, 0, (int) Math.min(left, PIECE));
    }
    sink.write(CLOSING, 0, CLOSING.length);
    sink.write(truth.body(), 1, truth.body().length - 1);
  }
}
