package io.soma.memory.gateway.admin;

import io.soma.memory.app.config.TokenGrant;
import io.soma.memory.domain.InvalidInputException;
import io.soma.memory.gateway.access.RefusedGuesses;
import io.soma.memory.gateway.access.Tokens;
import io.soma.memory.gateway.server.BodyRoom;
import io.soma.memory.gateway.server.Endpoint;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/** Lets the bearer of the token in, and nobody else; tells what went wrong in the usual shape. */
final class AdminDoor {

  /** An order names at most a thousand events. */
  private static final int MAX_ORDER_BYTES = 256 << 10;

  private final Tokens tokens;
  private final RefusedGuesses guesses;
  private final Executor executor;

  AdminDoor(TokenGrant grant, RefusedGuesses guesses, Executor executor) {
    this.guesses = guesses;
    this.tokens = new Tokens(List.of(grant));
    this.executor = executor;
  }

  /** A read. */
  Endpoint get(AdminAction action) {
    return call -> {
      if (isUnknown(call)) {
        return guesses.refuse(call.peer(), unauthorized());
      }
      return CompletableFuture.supplyAsync(() -> answer(action, call, new byte[0]), executor);
    };
  }

  /** An order. */
  Endpoint post(AdminAction action) {
    return call -> {
      if (isUnknown(call)) {
        return guesses.refuse(call.peer(), unauthorized());
      }
      return call.body(BodyRoom.UNBOUNDED, MAX_ORDER_BYTES)
          .handleAsync(
              (bytes, failure) ->
                  failure == null ? answer(action, call, bytes) : AdminDoor.refusal(failure),
              executor);
    };
  }

  private boolean isUnknown(HttpCall call) {
    return tokens.grantOf(call.header("Authorization")).isEmpty();
  }

  private static Reply unauthorized() {
    return Reply.error(401, "Unauthorized").with("WWW-Authenticate", "Bearer");
  }

  // A body that is wrong in itself; what a field of it says is judged by its order.
  private static Reply refusal(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof InvalidInputException invalid) {
      return Reply.error(400, String.valueOf(invalid.getMessage()));
    }
    throw new CompletionException(cause);
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
