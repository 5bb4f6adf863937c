package io.soma.memory.http;

import io.soma.memory.domain.write.Coordinate;
import io.soma.memory.domain.write.Delivery;
import java.util.Objects;
import okhttp3.Call;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * The memory service's routes for writes.
 *
 * <p>Separate from {@link ReadRoutes}, because most calls are writes, and Retrofit parses the
 * route's address and the answer's media type again for each call, which is a seventh of its cost.
 */
final class WriteRoutes {

  private final Call.Factory client;
  private final CallHeaders headers;
  private final HttpUrl memories;
  private final HttpUrl link;

  /** Below this address, which ends in a slash. */
  WriteRoutes(Call.Factory client, HttpUrl base, CallHeaders headers) {
    this.client = client;
    this.headers = headers;
    this.memories = Objects.requireNonNull(base.resolve("memories"));
    this.link = Objects.requireNonNull(base.resolve("graph/link"));
  }

  /** A call that is not sent once its time is over. */
  WriteAttempt attempt(Delivery delivery, SendingTime time) {
    Headers delivered = headers.of(delivery);
    Request.Builder common = new Request.Builder().headers(delivered).tag(SendingTime.class, time);
    Request.Builder request =
        switch (delivery.operation()) {
          case STORE -> common.url(memories).post(new OneShotJson(delivery.body(), time));
          case DELETE -> common.url(memory(delivery.coordinate())).delete(null);
          case LINK -> common.url(link).post(new OneShotJson(delivery.body(), time));
        };
    return new WriteAttempt(client.newCall(request.build()));
  }

  private HttpUrl memory(Coordinate coordinate) {
    return memories
        .newBuilder()
        .addEncodedPathSegment(RetrofitMemoryService.segment(coordinate))
        .build();
  }
}
