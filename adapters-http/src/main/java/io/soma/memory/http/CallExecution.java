package io.soma.memory.http;

import io.soma.memory.http.UnjudgedAnswer.Answered;
import io.soma.memory.http.UnjudgedAnswer.Source;
import io.soma.memory.http.UnjudgedAnswer.Unanswered;
import io.soma.memory.supervision.CaughtErrors;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Makes one call on the caller's thread; every failure is returned as an answer. */
final class CallExecution {

  private final Deadlines deadlines;
  private final SafeText safeText;

  CallExecution(Deadlines deadlines, SafeText safeText) {
    this.deadlines = deadlines;
    this.safeText = safeText;
  }

  HttpReply call(Attempt attempt, Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      return unanswered("not sent: no time was left");
    }
    if (Thread.currentThread().isInterrupted()) {
      return unanswered("not sent: the calling thread is interrupted");
    }
    Deadline deadline = deadlines.begin(attempt, timeout);
    try {
      return attempt.execute();
    } catch (OverlongAnswerException e) {
      String detail = "the body is over the " + e.maxBytes() + " bytes that this client reads";
      Duration retryAfter = RetryAfter.rewritten(e.headers());
      return new HttpReply.Final(
          new Answered(e.status(), false, retryAfter, detail, false, Source.OVER_OUR_LIMITS));
    } catch (Exception e) {
      return unanswered(describe(e, deadline, timeout));
    } catch (Error e) {
      // Such as a missing class: the effect at the service is unknown, as without an answer.
      attempt.cancel();
      CaughtErrors.handOn(e);
      return unanswered("broken off: " + e.getClass().getSimpleName());
    } finally {
      deadlines.done(deadline);
    }
  }

  private String describe(Exception e, Deadline deadline, Duration timeout) {
    // OkHttp lets the InterruptedException of its own queues out, which clears the flag.
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    if (Thread.currentThread().isInterrupted()) {
      return "interrupted";
    }
    // Also where its deadline has passed, as it names the cause.
    if (e instanceof UnknownHostException) {
      return "not connected: " + e.getMessage();
    }
    if (deadline.hasPassed() || e instanceof InterruptedIOException) {
      return "no answer within " + timeout.toMillis() + " ms";
    }
    // Java's words for an answer that is no TLS, "Unsupported or unrecognized SSL message".
    if (e instanceof SSLException && String.valueOf(e.getMessage()).contains("SSL message")) {
      return "not connected: it speaks http, not https";
    }
    if (e instanceof ConnectException
        || e instanceof NoRouteToHostException
        || e instanceof SSLException) {
      return "not connected: " + e.getMessage();
    }
    // The message of anything else could quote a header.
    return "broken off: "
        + (e instanceof IOException ? e.getMessage() : e.getClass().getSimpleName());
  }

  private HttpReply unanswered(String detail) {
    return new HttpReply.Final(new Unanswered(safeText.of(detail)));
  }
}
