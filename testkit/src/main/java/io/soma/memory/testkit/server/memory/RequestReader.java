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

  private static final int MOST_HEADERS = 200;
  private static final byte[] NO_BODY = {};

  private final WireInput input;

  RequestReader(WireInput input) {
    this.input = input;
  }

  /** The next request, or null when the peer closed between two requests. */
  @Nullable Request next() throws IOException {
    String start = input.line();
    if (start == null) {
      return null;
    }
    int first = start.indexOf(' ');
    int second = start.indexOf(' ', first + 1);
    if (first <= 0 || second < 0 || !start.startsWith("HTTP/1.", second + 1)) {
      throw new MalformedRequest(400, "Not an HTTP/1.1 request line");
    }
    RequestHeaders headers = headers();
    long length = length(headers);
    boolean oversized = length > BODY_LIMIT;
    byte[] body = oversized || length == 0 ? NO_BODY : input.bytes((int) length);
    if (oversized) {
      input.skip(length);
    }
    String target = start.substring(first + 1, second);
    boolean keep = !headers.getOr("Connection", "").equalsIgnoreCase("close");
    boolean lasting = keep && start.endsWith("HTTP/1.1");
    return new Request(start.substring(0, first), target, headers, body, oversized, lasting);
  }

  private RequestHeaders headers() throws IOException {
    List<RequestHeaders.Line> lines = new ArrayList<>(16);
    while (true) {
      String line = input.line();
      if (line == null) {
        throw new EOFException("the peer closed inside the headers");
      }
      if (line.isEmpty()) {
        return new RequestHeaders(lines);
      }
      int colon = line.indexOf(':');
      if (colon <= 0 || lines.size() == MOST_HEADERS) {
        throw new MalformedRequest(400, "Not a header line, or too many of them");
      }
      lines.add(
          new RequestHeaders.Line(line.substring(0, colon), line.substring(colon + 1).strip()));
    }
  }

  private static long length(RequestHeaders headers) throws MalformedRequest {
    if (headers.get("Transfer-Encoding") != null) {
      throw new MalformedRequest(411, "A body needs a Content-Length here");
    }
    try {
      long length = Long.parseLong(headers.getOr("Content-Length", "0"));
      if (length >= 0) {
        return length;
      }
    } catch (NumberFormatException e) {
      // Refused below, as a negative length is.
    }
    throw new MalformedRequest(400, "Not a Content-Length");
  }
}
