package io.soma.memory.testkit.server.memory;

import java.io.IOException;

/** Bytes that are no HTTP/1.1 request which this server reads; the connection ends after it. */
final class MalformedRequest extends IOException {
  private final int status;

  MalformedRequest(int status, String reason) {
    super(reason);
    this.status = status;
  }

  Answer answer() {
    return Answer.text(status, "text/plain; charset=utf-8", getMessage() + "\n")
        .withHeader("Connection", "close");
  }
}
