package io.soma.memory.http;

import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Changes answers that OkHttp would handle wrongly, before it sees them.
 *
 * <p>Rewrites Retry-After as an ISO 8601 duration before OkHttp sees it: on a 503 OkHttp sends
 * again by itself for {@code 0}, and throws for a number over an int. A value that is not digits is
 * left alone.
 *
 * <p>Hides the media type, which is not used here: OkHttp parses it with regular expressions for
 * each answer, which is a twentieth of a call's cost for its caller.
 */
final class AnswerInterceptor implements Interceptor {

  private final InstantSource clock;

  AnswerInterceptor(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    Response.Builder harmless = response.newBuilder().body(new UntypedBody(response.body()));
    if (response.header(RetryAfter.HEADER) == null) {
      return harmless.build();
    }
    @Nullable Duration wait = RetryAfter.parse(response.headers(), clock.instant());
    harmless.removeHeader(RetryAfter.HEADER);
    return wait == null
        ? harmless.build()
        : harmless.header(RetryAfter.HEADER, wait.toString()).build();
  }

  private static final class UntypedBody extends ResponseBody {

    private final ResponseBody body;

    UntypedBody(ResponseBody body) {
      this.body = body;
    }

    @Override
    public @Nullable MediaType contentType() {
      return null;
    }

    @Override
    public long contentLength() {
      return body.contentLength();
    }

    @Override
    public BufferedSource source() {
      return body.source();
    }
  }
}
