package io.soma.memory.http;

import io.soma.memory.ports.driven.MonotonicClock;
import java.io.IOException;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.Response;

/**
 * The time until which a write may be sent. A process can stand still between any two lines, and
 * another process may hold the right to send when it wakes up. The time is therefore checked late:
 * once the connection is open, and before each part of the body.
 */
record SendingTime(MonotonicClock clock, long end) {

  private static final Duration FAR = Duration.ofDays(1);

  /** So long from now on; more than a day is a day. */
  static SendingTime from(MonotonicClock clock, Duration timeout) {
    Duration bounded = timeout.compareTo(FAR) > 0 ? FAR : timeout;
    return new SendingTime(clock, clock.nanos() + bounded.toNanos());
  }

  /** Looks before the head of a request is written; a request of no such time is let through. */
  static final class Check implements Interceptor {

    @Override
    public Response intercept(Chain chain) throws IOException {
      SendingTime time = chain.request().tag(SendingTime.class);
      if (time != null) {
        time.check();
      }
      return chain.proceed(chain.request());
    }
  }

  /**
   * Refuses to go on once the time is over.
   *
   * @throws IOException saying so
   */
  void check() throws IOException {
    if (clock.nanos() - end >= 0) {
      throw new IOException("not sent: its time was over before the memory service had it");
    }
  }
}
