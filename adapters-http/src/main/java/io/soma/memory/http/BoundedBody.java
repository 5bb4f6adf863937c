package io.soma.memory.http;

import java.io.IOException;
import java.util.Objects;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;

/** The body of an answer, read up to the bound that travels with its call. */
final class BoundedBody {

  private BoundedBody() {}

  /**
   * Reads all of it; the caller closes it.
   *
   * @param answer whose body it is; Retrofit keeps the two apart
   * @param cancel ends the call
   * @throws OverlongAnswerException if it is longer than its bound
   */
  static byte[] read(ResponseBody body, Response answer, Runnable cancel) throws IOException {
    long maxBytes = Objects.requireNonNull(answer.request().tag(BodyLimit.class)).maxBytes();
    BufferedSource source = body.source();
    if (source.request(maxBytes + 1)) {
      // Otherwise closing would first read on, to save the connection.
      cancel.run();
      throw new OverlongAnswerException(answer, maxBytes);
    }
    return source.getBuffer().readByteArray();
  }
}
