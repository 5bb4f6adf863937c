package io.soma.memory.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import java.io.IOException;
import java.util.Objects;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * Keeps each step of a call within the time of the whole, so that none is cut short by a default of
 * OkHttp's; the whole is limited by the call's own timeout, as answers can drip.
 */
final class DeadlineInterceptor implements Interceptor {

  @Override
  public Response intercept(Chain chain) throws IOException {
    Limits limits = Objects.requireNonNull(chain.request().tag(Limits.class));
    int millis = limits.timeoutMillis();
    return chain
        .withConnectTimeout(millis, MILLISECONDS)
        .withWriteTimeout(millis, MILLISECONDS)
        .withReadTimeout(millis, MILLISECONDS)
        .proceed(chain.request());
  }
}
