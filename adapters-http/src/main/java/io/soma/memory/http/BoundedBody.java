package io.soma.memory.http;

import java.io.IOException;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;

/** The body of an answer, read up to a bound. */
final class BoundedBody {

  private BoundedBody() {}

  /**
   * Reads all of it; the caller closes it.
   *
   * @param answer the answer that the body belongs to; Retrofit keeps the two apart
   * @param limit its bound
   * @param cancel ends the call
   * @throws OverlongAnswerException if it is longer than its bound
   */
  static byte[] read(ResponseBody body, Response answer, BodyLimit limit, Runnable cancel)
      throws IOException {
    long maxBytes = limit.maxBytes();
    BufferedSource source = body.source();
    if (source.request(maxBytes + 1)) {
      // Otherwise closing would first read on, to save the connection.
      cancel.run();
      throw new OverlongAnswerException(answer, maxBytes);
    }
    return source.getBuffer().readByteArray();
  }
}
