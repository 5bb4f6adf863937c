package com.example.mem0;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * The first eight megabytes of a body; a service that answers with more must not fill the heap.
 *
 * @param isCut whether there was more
 */
record BoundedBody(String text, boolean isCut) {

  private static final int MAX_BYTES = 8 << 20;

  static HttpResponse.BodySubscriber<BoundedBody> subscriber(HttpResponse.ResponseInfo info) {
    return new Subscriber();
  }

  private static final class Subscriber implements HttpResponse.BodySubscriber<BoundedBody> {

    private final CompletableFuture<BoundedBody> body = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private Flow.Subscription subscription;

    @Override
    public CompletionStage<BoundedBody> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
      given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
      for (ByteBuffer buffer : buffers) {
        byte[] part = new byte[buffer.remaining()];
        buffer.get(part);
        bytes.writeBytes(part);
      }
      if (bytes.size() > MAX_BYTES) {
        subscription.cancel();
        body.complete(new BoundedBody("", true));
      }
    }

    @Override
    public void onError(Throwable failure) {
      body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
      body.complete(new BoundedBody(bytes.toString(StandardCharsets.UTF_8), false));
    }
  }
}
