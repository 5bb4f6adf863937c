package io.soma.memory.gateway.admin;

import io.soma.memory.app.config.TokenGrant;
import io.soma.memory.domain.InvalidInputException;
import io.soma.memory.gateway.access.Tokens;
import io.soma.memory.gateway.server.Endpoint;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Lets the bearer of the token in, and nobody else; tells what went wrong in the usual shape. */
final class AdminDoor {

  private final Tokens tokens;
  private final Executor executor;

  AdminDoor(TokenGrant grant, Executor executor) {
    this.tokens = new Tokens(List.of(grant));
    this.executor = executor;
  }

  /** A read. */
  Endpoint get(AdminAction action) {
    return call -> {
      check(call);
      return CompletableFuture.supplyAsync(() -> answer(action, call, new byte[0]), executor);
    };
  }

  /** An order. */
  Endpoint post(AdminAction action) {
    return call -> {
      check(call);
      CompletionStage<byte[]> body = call.body();
      return body.thenApplyAsync(bytes -> answer(action, call, bytes), executor);
    };
  }

  private void check(HttpCall call) {
    if (tokens.grantOf(call.header("Authorization")).isEmpty()) {
      throw new RefusedRequestException(
          Reply.error(401, "Unauthorized").with("WWW-Authenticate", "Bearer"));
    }
  }

  private static Reply answer(AdminAction action, HttpCall call, byte[] body) {
    try {
      return action.answer(call, body);
    } catch (InvalidInputException | IllegalArgumentException e) {
      return Reply.error(422, String.valueOf(e.getMessage()));
    } catch (OutboxUnavailableException e) {
      return Reply.error(503, String.valueOf(e.getMessage())).with("Retry-After", "1");
    }
  }
}
