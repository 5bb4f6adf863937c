package io.soma.memory.http;

import java.io.IOException;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Response;

/** A call of one of {@link ReadRoutes}. */
record ReadAttempt(Call<ResponseBody> call) implements Attempt {

  private static final byte[] NOTHING = {};

  // Retrofit has no body for 204 and 205, and another place for that of an error.
  @Override
  public HttpReply.Whole execute() throws IOException {
    Response<ResponseBody> response = call.execute();
    try (ResponseBody body = response.isSuccessful() ? response.body() : response.errorBody()) {
      return new HttpReply.Whole(
          response.code(),
          RetryAfter.rewritten(response.headers()),
          body == null
              ? NOTHING
              : BoundedBody.read(body, response.raw(), BodyLimit.of(response.raw()), call::cancel));
    }
  }

  @Override
  public void cancel() {
    call.cancel();
  }
}
