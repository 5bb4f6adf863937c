package io.soma.memory.testkit.server.memory;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the requests of one connection, one after another. For one thread. */
final class RequestReader {
  /** The service's limit for a body, in bytes; a longer one is read to its end and dropped. */
  static final int BODY_LIMIT = 5 * 512 * 1024;

  private static final int MOST_HEADERS = 100;
  private static final int LONGEST_HEADER = 8190;

  private final Wire wire;
  private final WireInput input;

  RequestReader(Wire wire) {
    this.wire = wire;
    input = wire.input();
  }

  /** The next request, or null when the peer closed between two requests. */
  @Nullable Request next() throws IOException {
    String start = firstLine();
    if (start == null) {
      return null;
    }
    RequestLine line = RequestLine.parse(start);
    RequestHeaders headers = headers();
    if (headers.getOr("Expect", "").equalsIgnoreCase("100-continue")) {
      wire.sendContinue();
    }
    RequestBody body = RequestBody.read(headers, input);
    boolean lasts = line.keepsAlive() && !headers.getOr("Connection", "").equalsIgnoreCase("close");
    return new Request(
        line.method(), line.target(), headers, body.bytes(), body.oversized(), lasts);
  }

  private @Nullable String firstLine() throws IOException {
    try {
      return input.line();
    } catch (WireInput.LineTooLong e) {
      throw MalformedRequest.longRequestLine(e.length());
    }
  }

  private RequestHeaders headers() throws IOException {
    List<RequestHeaders.Line> lines = new ArrayList<>(16);
    while (true) {
      String line = headerLine();
      if (line.isEmpty()) {
        return new RequestHeaders(lines);
      }
      int colon = line.indexOf(':');
      if (colon <= 0) {
        throw MalformedRequest.header(line);
      }
      if (lines.size() == MOST_HEADERS) {
        throw MalformedRequest.manyHeaders();
      }
      lines.add(
          new RequestHeaders.Line(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
  }

  private String headerLine() throws IOException {
    try {
      String line = input.line();
      if (line == null) {
        throw new EOFException("the peer closed inside the headers");
      }
      if (line.length() > LONGEST_HEADER) {
        throw MalformedRequest.longHeader();
      }
      return line;
    } catch (WireInput.LineTooLong e) {
      throw MalformedRequest.longHeader();
    }
  }
}
