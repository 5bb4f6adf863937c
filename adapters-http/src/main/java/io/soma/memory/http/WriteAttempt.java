package io.soma.memory.http;

import java.io.IOException;
import okhttp3.Call;
import okhttp3.Response;

/** A call that stores, deletes or links. */
record WriteAttempt(Call call) implements Attempt {

  @Override
  public HttpReply.Whole execute() throws IOException {
    try (Response response = call.execute()) {
      return new HttpReply.Whole(
          response.code(),
          RetryAfter.rewritten(response.headers()),
          BoundedBody.read(response.body(), response, BodyLimit.WRITE, call::cancel));
    }
  }

  @Override
  public void cancel() {
    call.cancel();
  }
}
