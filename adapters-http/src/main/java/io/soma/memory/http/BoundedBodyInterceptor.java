package io.soma.memory.http;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * Reads an error's body within its bound, before Retrofit reads it without one. {@link BoundedBody}
 * bounds the body of a success, without a second answer object.
 */
final class BoundedBodyInterceptor implements Interceptor {

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.isSuccessful()) {
      return response;
    }
    try (response) {
      byte[] read =
          BoundedBody.read(response.body(), response, BodyLimit.of(response), chain.call()::cancel);
      return response.newBuilder().body(ResponseBody.create(read, null)).build();
    }
  }
}
