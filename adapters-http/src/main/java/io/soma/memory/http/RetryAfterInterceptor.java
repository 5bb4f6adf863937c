package io.soma.memory.http;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Rewrites Retry-After as an ISO 8601 duration before OkHttp sees it: on a 503 OkHttp sends again
 * by itself for {@code 0}, and throws for a number over an int. What is no digit it leaves alone.
 */
final class RetryAfterInterceptor implements Interceptor {

  private final InstantSource clock;

  RetryAfterInterceptor(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    if (response.header(RetryAfter.HEADER) == null) {
      return response;
    }
    @Nullable Duration wait = RetryAfter.parse(response.headers(), clock.instant());
    Response.Builder rewritten = response.newBuilder().removeHeader(RetryAfter.HEADER);
    return wait == null
        ? rewritten.build()
        : rewritten.header(RetryAfter.HEADER, wait.toString()).build();
  }
}
