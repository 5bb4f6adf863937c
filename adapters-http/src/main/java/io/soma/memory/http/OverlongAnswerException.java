package io.soma.memory.http;

import java.io.IOException;
import okhttp3.Headers;
import okhttp3.Response;

/** An answer with a body over its bound; its status and headers still count. */
final class OverlongAnswerException extends IOException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final long maxBytes;
  private final transient Headers headers;

  OverlongAnswerException(Response response, long maxBytes) {
    super("the body is over " + maxBytes + " bytes");
    this.status = response.code();
    this.maxBytes = maxBytes;
    this.headers = response.headers();
  }

  int status() {
    return status;
  }

  long maxBytes() {
    return maxBytes;
  }

  Headers headers() {
    return headers;
  }
}
