package io.soma.memory.gateway.server;

import java.util.concurrent.CompletionStage;

/** Answers the requests of one route; safe for many threads, and never blocks its caller. */
@FunctionalInterface
public interface Endpoint {

  /**
   * Answers, now or later.
   *
   * @throws RefusedRequestException if the head alone says enough
   */
  CompletionStage<Reply> answer(HttpCall call);
}
