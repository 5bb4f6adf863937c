package io.soma.memory.http;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.soma.memory.domain.routing.Answer.Answered;
import io.soma.memory.domain.routing.Answer.Unanswered;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import okhttp3.ResponseBody;
import retrofit2.Call;
import retrofit2.Response;

/** Makes one call on the caller's thread; whatever goes wrong is an answer. */
final class Caller {

  private static final byte[] NOTHING = {};

  private final SafeText safeText;

  Caller(SafeText safeText) {
    this.safeText = safeText;
  }

  Reply call(Call<ResponseBody> call, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      return unanswered("not sent: no time was left");
    }
    if (Thread.currentThread().isInterrupted()) {
      return unanswered("not sent: the calling thread is interrupted");
    }
    try {
      call.timeout().timeout(nanos(timeout), NANOSECONDS);
      return whole(call.execute(), call::cancel);
    } catch (OverlongAnswerException e) {
      String detail = "the body is over " + e.maxBytes() + " bytes";
      Duration retryAfter = RetryAfter.rewritten(e.headers());
      return new Reply.Final(new Answered(e.status(), false, retryAfter, detail));
    } catch (Exception e) {
      return unanswered(describe(e, timeout));
    }
  }

  // Retrofit has no body for 204 and 205, and another place for that of an error.
  private static Reply whole(Response<ResponseBody> response, Runnable cancel) throws IOException {
    try (ResponseBody body = response.isSuccessful() ? response.body() : response.errorBody()) {
      return new Reply.Whole(
          response.code(),
          RetryAfter.rewritten(response.headers()),
          body == null ? NOTHING : BoundedBody.read(body, response.raw(), cancel));
    }
  }

  private String describe(Exception e, Duration timeout) {
    // OkHttp lets the InterruptedException of its own queues out, which clears the flag.
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    if (Thread.currentThread().isInterrupted()) {
      return "interrupted";
    }
    if (e instanceof InterruptedIOException) {
      return "no answer within " + timeout.toMillis() + " ms";
    }
    if (e instanceof ConnectException
        || e instanceof NoRouteToHostException
        || e instanceof UnknownHostException
        || e instanceof SSLException) {
      return "not connected: " + e.getMessage();
    }
    // The message of anything else could quote a header.
    return "broken off: "
        + (e instanceof IOException ? e.getMessage() : e.getClass().getSimpleName());
  }

  private Reply unanswered(String detail) {
    return new Reply.Final(new Unanswered(safeText.of(detail)));
  }

  private static long nanos(Duration timeout) {
    return timeout.compareTo(Duration.ofDays(1)) > 0
        ? Duration.ofDays(1).toNanos()
        : timeout.toNanos();
  }
}
