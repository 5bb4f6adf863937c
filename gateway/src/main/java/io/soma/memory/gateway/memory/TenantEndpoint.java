package io.soma.memory.gateway.memory;

import io.soma.memory.gateway.access.RefusedGuesses;
import io.soma.memory.gateway.server.Endpoint;
import io.soma.memory.gateway.server.HttpCall;
import io.soma.memory.gateway.server.RefusedRequestException;
import io.soma.memory.gateway.server.Reply;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Lets a request through to its action once its caller is known and permitted, and its tenant has
 * room; nothing of the body is read before.
 */
final class TenantEndpoint implements Endpoint {

  private static final int UNAUTHORIZED = 401;

  private final CallerReader callers;
  private final RefusedGuesses guesses;
  private final RequestAdmission admission;
  private final TenantAction action;

  TenantEndpoint(
      CallerReader callers,
      RefusedGuesses guesses,
      RequestAdmission admission,
      TenantAction action) {
    this.callers = callers;
    this.guesses = guesses;
    this.admission = admission;
    this.action = action;
  }

  @Override
  public CompletionStage<Reply> answer(HttpCall call) {
    Caller caller;
    AdmissionTicket ticket;
    try {
      caller = callers.of(call);
      ticket = admission.enter(caller.tokenName(), caller.tenant());
    } catch (RuntimeException e) {
      Reply reply = FailureReplies.replyTo(e);
      if (reply.status() == UNAUTHORIZED) {
        return guesses.refuse(call.peer(), reply);
      }
      throw new RefusedRequestException(reply);
    }
    return answer(caller, call, ticket)
        .handle(
            (reply, failure) -> {
              Throwable why =
                  failure != null && ticket.refusal() != null ? ticket.refusal() : failure;
              Reply answer = why == null ? reply : FailureReplies.replyTo(caller, why);
              return ticket.leave(answer.with("X-Request-ID", caller.requestId().value()));
            });
  }

  private CompletionStage<Reply> answer(Caller caller, HttpCall call, AdmissionTicket ticket) {
    try {
      return action.answer(caller, call, ticket);
    } catch (RuntimeException | Error e) {
      return CompletableFuture.failedFuture(e);
    }
  }
}
