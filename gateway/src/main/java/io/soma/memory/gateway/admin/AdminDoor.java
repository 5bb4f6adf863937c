package io.soma.memory.gateway.admin;

import io.soma.memory.app.config.AdminSettings;
import io.soma.memory.app.config.TokenGrant;
import io.soma.memory.domain.InvalidInputException;
import io.soma.memory.gateway.access.RefusedGuesses;
import io.soma.memory.gateway.access.Tokens;
import io.soma.memory.gateway.server.BodyRoom;
import io.soma.memory.gateway.server.Endpoint;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.Reply;
import io.soma.memory.gateway.server.Route;
import io.soma.memory.ports.driven.OutboxUnavailableException;
import io.soma.memory.ports.driving.ClientClosedException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Lets the bearers of the tokens in, and nobody else: one token is for everything, the other for
 * what changes nothing. Tells what went wrong in the usual shape.
 */
final class AdminDoor {

  /** An order names at most a thousand events. */
  private static final int MAX_ORDER_BYTES = 256 << 10;

  private final Tokens tokens;
  private final Optional<TokenGrant> readOnly;
  private final RefusedGuesses guesses;
  private final Executor executor;
  private final Runnable afterAnOrder;

  /**
   * For one listener.
   *
   * @param executor of the actions, which may wait for PostgreSQL
   * @param afterAnOrder is run once an order was carried out, or may have been
   */
  AdminDoor(
      AdminSettings settings, RefusedGuesses guesses, Executor executor, Runnable afterAnOrder) {
    this.afterAnOrder = afterAnOrder;
    this.guesses = guesses;
    this.readOnly = settings.readGrant();
    this.tokens =
        new Tokens(
            Stream.concat(Stream.of(settings.grant()), settings.readGrant().stream()).toList());
    this.executor = executor;
  }

  /** {@code GET /admin/session}: what the bearer of a token may do, for the console. */
  Route session() {
    return new Route(
        "GET",
        "/admin/session",
        get(
            (call, body) ->
                Reply.json(
                    200,
                    Map.of("read_only", isReadOnly(grantOf(call)), "process", ProcessName.HERE))));
  }

  /** A read. */
  Endpoint get(AdminAction action) {
    return call -> {
      if (grantOf(call).isEmpty()) {
        return guesses.refuse(call.peer(), unauthorized());
      }
      return CompletableFuture.supplyAsync(() -> answer(action, call, new byte[0]), executor);
    };
  }

  /** An order. */
  Endpoint post(AdminAction action) {
    return call -> {
      Optional<TokenGrant> grant = grantOf(call);
      if (grant.isEmpty()) {
        return guesses.refuse(call.peer(), unauthorized());
      }
      if (isReadOnly(grant)) {
        return CompletableFuture.completedFuture(
            Reply.error(403, "this token is read-only; use SOMABRAIN_OUTBOX_API_TOKEN"));
      }
      return call.body(BodyRoom.UNBOUNDED, MAX_ORDER_BYTES)
          .handleAsync(
              (bytes, failure) ->
                  failure == null ? carryOut(action, call, bytes) : AdminDoor.refusal(failure),
              executor);
    };
  }

  private boolean isReadOnly(Optional<TokenGrant> grant) {
    return readOnly.isPresent() && grant.equals(readOnly);
  }

  private Optional<TokenGrant> grantOf(HttpCall call) {
    return tokens.grantOf(call.header("Authorization"));
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

  private Reply carryOut(AdminAction action, HttpCall call, byte[] body) {
    try {
      return answer(action, call, body);
    } finally {
      afterAnOrder.run();
    }
  }

  private static Reply answer(AdminAction action, HttpCall call, byte[] body) {
    try {
      return action.answer(call, body);
    } catch (InvalidInputException | IllegalArgumentException e) {
      return Reply.error(422, String.valueOf(e.getMessage()));
    } catch (OutboxUnavailableException | ClientClosedException e) {
      return Reply.error(503, String.valueOf(e.getMessage())).with("Retry-After", "1");
    }
  }
}
