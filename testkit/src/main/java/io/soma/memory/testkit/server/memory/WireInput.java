package io.soma.memory.testkit.server.memory;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Buffered reading of header lines and bodies from one connection. For one thread. */
final class WireInput {
  private static final int LONGEST_LINE = 32 * 1024;

  /** A line that the buffer does not hold. */
  static final class LineTooLong extends IOException {
    private final int length;

    LineTooLong(int length) {
      super("a line of over " + length + " bytes");
      this.length = length;
    }

    int length() {
      return length;
    }
  }

  private final InputStream in;
  private final byte[] buffer = new byte[LONGEST_LINE];
  private int start;
  private int end;

  WireInput(InputStream in) {
    this.in = in;
  }

  /** The next line without its end, or null when the peer closed before it began. */
  @Nullable String line() throws IOException {
    int scanned = start;
    while (true) {
      for (; scanned < end; scanned++) {
        if (buffer[scanned] == '\n') {
          return lineUpTo(scanned);
        }
      }
      int pending = end - start;
      if (!fill()) {
        if (pending == 0) {
          return null;
        }
        throw new EOFException("the peer closed inside a line");
      }
      scanned = start + pending;
    }
  }

  private String lineUpTo(int newline) {
    int stop = newline > start && buffer[newline - 1] == '\r' ? newline - 1 : newline;
    String line = new String(buffer, start, stop - start, StandardCharsets.ISO_8859_1);
    start = newline + 1;
    return line;
  }

  byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    int buffered = Math.min(length, end - start);
    System.arraycopy(buffer, start, bytes, 0, buffered);
    start += buffered;
    if (in.readNBytes(bytes, buffered, length - buffered) < length - buffered) {
      throw new EOFException("the peer closed inside a body");
    }
    return bytes;
  }

  void skip(long length) throws IOException {
    long left = length;
    while (left > 0) {
      if (start == end && !fill()) {
        throw new EOFException("the peer closed inside a body");
      }
      int step = (int) Math.min(left, end - start);
      start += step;
      left -= step;
    }
  }

  /** Drops everything until the peer closes. */
  void discard() throws IOException {
    do {
      start = end;
    } while (fill());
  }

  /** Reads more bytes behind the buffered ones; false at the end of the stream. */
  boolean fill() throws IOException {
    if (start == end) {
      start = 0;
      end = 0;
    } else if (end == buffer.length) {
      if (start == 0) {
        throw new LineTooLong(buffer.length);
      }
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      start = 0;
    }
    int count = in.read(buffer, end, buffer.length - end);
    end += Math.max(count, 0);
    return count >= 0;
  }
}
