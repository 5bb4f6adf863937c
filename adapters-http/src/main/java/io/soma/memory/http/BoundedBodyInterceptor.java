package io.soma.memory.http;

import java.io.IOException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/** Reads the whole answer within its bound, before Retrofit reads that of an error without one. */
final class BoundedBodyInterceptor implements Interceptor {

  @Override
  public Response intercept(Chain chain) throws IOException {
    long maxBytes = Objects.requireNonNull(chain.request().tag(BodyLimit.class)).maxBytes();
    try (Response response = chain.proceed(chain.request())) {
      BufferedSource source = response.body().source();
      if (source.request(maxBytes + 1)) {
        // Otherwise closing would first read on, to save the connection.
        chain.call().cancel();
        throw new OverlongAnswerException(response, maxBytes);
      }
      Buffer read = new Buffer();
      read.writeAll(source);
      // Nobody asks for its type, which OkHttp would parse with a pattern for each answer.
      return response.newBuilder().body(ResponseBody.create(read, null, read.size())).build();
    }
  }
}
