package io.soma.memory.testkit.server.memory;

import java.io.EOFException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request. One that comes in chunks reads as empty, since the service goes by the
 * length alone.
 *
 * @param bytes empty when it is oversized
 */
@SuppressWarnings("ArrayRecordComponent") // Bodies are never compared.
record RequestBody(byte[] bytes, boolean oversized) {
  private static final RequestBody EMPTY = new RequestBody(new byte[0], false);
  private static final String LENGTH = "Content-Length";
  private static final int MOST_LENGTH_DIGITS = 18;

  static RequestBody read(RequestHeaders headers, WireInput input) throws IOException {
    String coding = headers.getOr("Transfer-Encoding", "identity");
    if (!coding.equalsIgnoreCase("identity")) {
      skipChunks(headers, coding, input);
      return EMPTY;
    }
    long length = length(headers);
    if (length > RequestReader.BODY_LIMIT) {
      input.skip(length);
      return new RequestBody(EMPTY.bytes, true);
    }
    return length == 0 ? EMPTY : new RequestBody(input.bytes((int) length), false);
  }

  private static long length(RequestHeaders headers) throws MalformedRequest {
    List<String> lengths = headers.all(LENGTH);
    if (lengths.isEmpty()) {
      return 0;
    }
    String length = lengths.get(0);
    boolean digits = !length.isEmpty() && length.chars().allMatch(c -> c >= '0' && c <= '9');
    if (lengths.size() > 1 || !digits || length.length() > MOST_LENGTH_DIGITS) {
      throw badLength();
    }
    return Long.parseLong(length);
  }

  private static void skipChunks(RequestHeaders headers, String coding, WireInput input)
      throws IOException {
    if (!coding.equalsIgnoreCase("chunked")) {
      throw MalformedRequest.header("TRANSFER-ENCODING");
    }
    if (headers.get(LENGTH) != null) {
      throw badLength();
    }
    for (long size = chunkSize(input); size > 0; size = chunkSize(input)) {
      input.skip(size);
      input.line();
    }
    @Nullable String trailer = input.line();
    while (trailer != null && !trailer.isEmpty()) {
      trailer = input.line();
    }
  }

  private static long chunkSize(WireInput input) throws IOException {
    String line = input.line();
    if (line == null) {
      throw new EOFException("the peer closed inside a body");
    }
    String size = line.split(";", 2)[0].strip();
    try {
      return Long.parseUnsignedLong(size, 16);
    } catch (NumberFormatException e) {
      throw MalformedRequest.requestLine(line);
    }
  }

  private static MalformedRequest badLength() {
    return MalformedRequest.header("CONTENT-LENGTH");
  }
}
